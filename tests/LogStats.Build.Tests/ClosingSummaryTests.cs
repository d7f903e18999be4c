using LogStats.Build.Pester;
using LogStats.Build.Results;

namespace LogStats.Build.Tests;

/// <summary>The end of a test run, which people and machines read.</summary>
public sealed class ClosingSummaryTests
{
    [Fact]
    public void Skips_and_failures_are_named_and_the_counts_come_last()
    {
        using StringWriter writer = new() { NewLine = "\n" };
        ClosingSummary.Write(writer,
        [
            new TestResult("A.Tests", "Good", TestOutcome.Passed),
            new TestResult("A.Tests", "Bad", TestOutcome.Failed, "Expected 1\r\n   at A.Bad()"),
            .. PesterRun.Skip(["/r/tests/Pester/Get-RsyncEvent.Tests.ps1"]),
            new TestResult("A.Tests", "Later", TestOutcome.Skipped, "needs rsync\nmore"),
            new TestResult("A.Tests", "Silent", TestOutcome.Skipped),
        ]);

        Assert.Equal("""

            Skipped:
              A.Tests: Later – needs rsync
              A.Tests: Silent – no reason given
              Pester: Get-RsyncEvent.Tests.ps1 – no PowerShell 7.6 with Pester 5 on the PATH

            Failed:
              A.Tests: Bad – Expected 1
                     at A.Bad()

            1 passed, 1 failed, 3 skipped

            """.ReplaceLineEndings("\n"), writer.ToString());
    }

    [Fact]
    public void Nothing_run_is_still_one_line()
    {
        using StringWriter writer = new() { NewLine = "\n" };
        ClosingSummary.Write(writer, []);
        Assert.EndsWith("\n0 passed, 0 failed, 0 skipped\n", writer.ToString(), StringComparison.Ordinal);
    }
}
