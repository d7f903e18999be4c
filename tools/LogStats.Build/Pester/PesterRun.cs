using LogStats.Build.Processes;
using LogStats.Build.Results;

namespace LogStats.Build.Pester;

/// <summary>Runs tests/Pester in PowerShell, or names each of its files as skipped where that cannot be.</summary>
internal static class PesterRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<TestResult>> RunAsync(Repository repository)
    {
        string[] files = Directory.Exists(repository.PesterTests)
            ? Directory.GetFiles(repository.PesterTests, "*.Tests.ps1", SearchOption.AllDirectories)
            : [];
        if (files.Length == 0)
        {
            return [];
        }

        return await PesterProbe.CanRunAsync(repository)
            ? await RunFilesAsync(repository)
            : Skip(files);
    }

    public static IReadOnlyList<TestResult> Skip(IEnumerable<string> files) =>
        [.. files.Select(static file => new TestResult(
            PesterResultReader.Suite, Path.GetFileName(file), TestOutcome.Skipped, PesterProbe.Absent))];

    private static async Task<IReadOnlyList<TestResult>> RunFilesAsync(Repository repository)
    {
        string script = repository.Project("tools", "LogStats.Build", "Pester", "RunPester.ps1");
        string resultFile = Path.Combine(repository.TestResults, "pester.json");
        int exit = await ToolProcess.RunAsync(PesterProbe.Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", script, "-Path", repository.PesterTests,
                "-ResultPath", resultFile],
            repository.Root, s_limit);

        IReadOnlyList<TestResult> results = File.Exists(resultFile)
            ? PesterResultReader.Read(await File.ReadAllTextAsync(resultFile))
            : [];
        if (exit != 0)
        {
            return [.. results, Failure(ExitText.For(exit, s_limit))];
        }

        return results.Count > 0 ? results : [Failure("Pester ran no tests")];
    }

    private static TestResult Failure(string reason) =>
        new(PesterResultReader.Suite, "tests/Pester", TestOutcome.Failed, reason);
}
