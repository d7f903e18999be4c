using LogStats.Build.Processes;

namespace LogStats.Build.Results;

/// <summary>
/// Runs one compiled test project. A run that ends badly or empty adds a failure in the project's name.
/// </summary>
internal static class TestProjectRun
{
    // Above the slowest project by far, and low enough that a hung one leaves time to say so.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<TestResult>> RunAsync(
        Repository repository, BuildRequest request, string project)
    {
        string suite = Path.GetFileNameWithoutExtension(project);
        string trx = Path.Combine(repository.TestResults, $"{suite}.trx");
        int exit = await ToolProcess.RunAsync(ToolProcess.Dotnet,
            ["test", project, "-c", request.Configuration, "--no-build", "--nologo",
                "--results-directory", repository.TestResults,
                "--logger", $"trx;LogFileName={Path.GetFileName(trx)}", "--logger", "console;verbosity=minimal"],
            repository.Root, s_limit);
        return Judge(suite, File.Exists(trx) ? TrxReader.Read(suite, trx) : [], exit);
    }

    public static IReadOnlyList<TestResult> Judge(string suite, IReadOnlyList<TestResult> results, int exit)
    {
        bool explained = results.Any(static result => result.Outcome == TestOutcome.Failed);
        if (exit != 0 && !explained)
        {
            return [.. results, new TestResult(suite, "test run", TestOutcome.Failed, ExitText.For(exit, s_limit))];
        }

        return results.Count > 0
            ? results
            : [new TestResult(suite, "test run", TestOutcome.Failed, "the project ran no tests")];
    }
}
