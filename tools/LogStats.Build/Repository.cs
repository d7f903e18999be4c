using System.Text.RegularExpressions;

namespace LogStats.Build;

/// <summary>Where things are: every path the tasks use, relative to the folder that holds the solution.</summary>
internal sealed partial record Repository(string Root)
{
    private const string SolutionName = "LogStats.sln";

    public string Solution => Path.Combine(Root, SolutionName);

    public string Output => Path.Combine(Root, "output");

    /// <summary>The module as it is installed.</summary>
    public string Module => Path.Combine(Output, "LogStats");

    public string Agent => Path.Combine(Output, "agent");

    /// <summary>Logs, test results and half-made things; nothing in it ships.</summary>
    public string Scratch => Path.Combine(Output, ".work");

    public string TestResults => Path.Combine(Output, "test-results");

    public string ModuleSources => Path.Combine(Root, "module");

    public string HelpSources => Path.Combine(Root, "docs", "en-US");

    public string Tests => Path.Combine(Root, "tests");

    public string PesterTests => Path.Combine(Tests, "Pester");

    /// <summary>The module's version: the manifest is the only place that states it.</summary>
    public string Version
    {
        get
        {
            Match match = ModuleVersion().Match(File.ReadAllText(Path.Combine(ModuleSources, "LogStats.psd1")));
            return match.Success
                ? match.Groups[1].Value
                : throw new BuildFailedException("module/LogStats.psd1 states no ModuleVersion.");
        }
    }

    public static Repository Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new BuildFailedException($"No {SolutionName} in {start} or above it.");
    }

    public string Project(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path as a reader of the output knows it.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    [GeneratedRegex(@"^\s*ModuleVersion\s*=\s*'([0-9.]+)'", RegexOptions.Multiline)]
    private static partial Regex ModuleVersion();
}
