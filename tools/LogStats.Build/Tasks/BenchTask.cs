using LogStats.Build.Processes;

namespace LogStats.Build.Tasks;

/// <summary>Runs the benchmarks, always optimised, with whatever arguments follow the task's name.</summary>
internal sealed class BenchTask : IBuildTask
{
    public string Name => "bench";

    public string Summary => "run the benchmarks; further arguments go to them";

    public async Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        string project = repository.Project("bench", "LogStats.Bench");
        if (!Directory.Exists(project))
        {
            throw new BuildFailedException("There is no bench/LogStats.Bench.");
        }

        return await ToolProcess.RunAsync(ToolProcess.Dotnet,
            ["run", "--project", project, "-c", "Release", "--", .. request.Forwarded], repository.Root);
    }
}
