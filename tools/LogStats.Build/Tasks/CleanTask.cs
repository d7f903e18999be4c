namespace LogStats.Build.Tasks;

/// <summary>Removes what the other tasks made, apart from this tool, which is running.</summary>
internal sealed class CleanTask : IBuildTask
{
    private static readonly string[] s_roots = ["src", "tests", "bench"];
    private static readonly string[] s_made = ["bin", "obj", "TestResults"];

    public string Name => "clean";

    public string Summary => "remove output/ and every project's bin and obj";

    public Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        Remove(repository.Output);
        foreach (string project in s_roots.Select(root => repository.Project(root)).Where(Directory.Exists)
                     .SelectMany(static root => Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories))
                     .ToArray())
        {
            foreach (string made in s_made)
            {
                Remove(Path.Combine(Path.GetDirectoryName(project)!, made));
            }
        }

        return Task.FromResult(0);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
