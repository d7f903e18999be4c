using LogStats.Build.Processes;

namespace LogStats.Build.Results;

/// <summary>
/// The projects under tests/ that hold tests. MSBuild is asked, for a csproj may get that from a package.
/// </summary>
internal static class TestProjects
{
    public static async Task<IReadOnlyList<string>> FindAsync(Repository repository)
    {
        List<string> found = [];
        if (!Directory.Exists(repository.Tests))
        {
            return found;
        }

        foreach (string project in Directory.GetFiles(repository.Tests, "*.csproj", SearchOption.AllDirectories)
                     .Order(StringComparer.Ordinal))
        {
            string? answer = await ToolProcess.CaptureAsync(ToolProcess.Dotnet,
                ["msbuild", project, "-getProperty:IsTestProject", "-nologo"], repository.Root);
            if (string.Equals(answer?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
            {
                found.Add(project);
            }
        }

        return found;
    }
}
