using LogStats.Build.Pester;
using LogStats.Build.Results;

namespace LogStats.Build.Tasks;

/// <summary>
/// Builds, runs every test project one at a time, runs Pester, and closes with the counts. Whatever keeps tests from
/// running counts as a failure, so the closing line and the exit code never disagree.
/// </summary>
internal sealed class TestTask : IBuildTask
{
    public string Name => "test";

    public string Summary => "build, then run all tests and close with the counts";

    public async Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        List<TestResult> results = [];
        try
        {
            await new BuildTask().RunAsync(repository, request);
            if (Directory.Exists(repository.TestResults))
            {
                Directory.Delete(repository.TestResults, recursive: true);
            }

            Directory.CreateDirectory(repository.TestResults);
            foreach (string project in await TestProjects.FindAsync(repository))
            {
                results.AddRange(await TestProjectRun.RunAsync(repository, request, project));
            }

            results.AddRange(await PesterRun.RunAsync(repository));
        }
        catch (BuildFailedException e)
        {
            results.Add(new TestResult("build", "LogStats.sln", TestOutcome.Failed, e.Message));
        }

        ClosingSummary.Write(Console.Out, results);
        return results.Any(static result => result.Outcome == TestOutcome.Failed) ? 1 : 0;
    }
}
