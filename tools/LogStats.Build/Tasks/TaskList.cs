namespace LogStats.Build.Tasks;

/// <summary>The tasks there are, in the order a newcomer needs them.</summary>
internal static class TaskList
{
    private static readonly IBuildTask[] s_tasks =
        [new BuildTask(), new TestTask(), new BenchTask(), new DocsTask(), new PackTask(), new CleanTask()];

    public static string Usage => string.Join(Environment.NewLine,
    [
        "usage: dotnet run --project tools/LogStats.Build -- <task> [--configuration Release|Debug] [--ready-to-run]",
        .. s_tasks.Select(static task => $"  {task.Name,-6} {task.Summary}"),
    ]);

    public static IBuildTask Find(string name) =>
        s_tasks.FirstOrDefault(task => string.Equals(task.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"There is no task '{name}'.");
}
