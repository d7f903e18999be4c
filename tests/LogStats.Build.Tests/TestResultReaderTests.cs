using System.Xml.Linq;
using LogStats.Build.Results;

namespace LogStats.Build.Tests;

/// <summary>What the test hosts write, and what is made of a host that wrote too little.</summary>
public sealed class TestResultReaderTests
{
    [Fact]
    public void Trx_gives_every_outcome_with_its_reason()
    {
        IReadOnlyList<TestResult> results = TrxReader.Read("A.Tests", XDocument.Parse(Sample.Text("results.trx")));
        Assert.Equal(
        [
            new TestResult("A.Tests", "N.Good", TestOutcome.Passed),
            new TestResult("A.Tests", "N.Bad(x: 1)", TestOutcome.Failed,
                "Assert.Equal() Failure\n   at N.Bad(Int32 x)"),
            new TestResult("A.Tests", "N.Later", TestOutcome.Skipped, "needs rsync"),
            new TestResult("A.Tests", "N.Hung", TestOutcome.Failed, "Timeout"),
        ], results);
    }

    [Fact]
    public void Half_a_trx_file_is_a_failure()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("logstats-trx-");
        string file = Path.Combine(folder.FullName, "half.trx");
        File.WriteAllText(file, "<TestRun><Results>");
        TestResult result = Assert.Single(TrxReader.Read("A.Tests", file));
        folder.Delete(recursive: true);
        Assert.Equal(("half.trx", TestOutcome.Failed), (result.Name, result.Outcome));
    }

    [Fact]
    public void Pester_gives_every_outcome_with_its_reason()
    {
        IReadOnlyList<TestResult> results = PesterResultReader.Read("""
            [
              { "file": "A.Tests.ps1", "name": "x.works", "result": "Passed", "reason": "" },
              { "file": "A.Tests.ps1", "name": "x.later", "result": "Skipped", "reason": "needs rsync" },
              { "file": "B.Tests.ps1", "name": "", "result": "Failed", "reason": "Unexpected token" }
            ]
            """);
        Assert.Equal(
        [
            new TestResult("Pester", "A.Tests.ps1 x.works", TestOutcome.Passed),
            new TestResult("Pester", "A.Tests.ps1 x.later", TestOutcome.Skipped, "needs rsync"),
            new TestResult("Pester", "B.Tests.ps1", TestOutcome.Failed, "Unexpected token"),
        ], results);
    }

    [Theory]
    [InlineData(0, false, "the project ran no tests")]
    [InlineData(1, false, "ended with exit code 1")]
    [InlineData(1, true, "ended with exit code 1")]
    [InlineData(-1, true, "still running after 10 minutes, so it was ended")]
    public void A_run_without_an_explained_end_is_a_failure(int exit, bool somePassed, string reason)
    {
        TestResult[] results = somePassed ? [new TestResult("A.Tests", "N.Good", TestOutcome.Passed)] : [];
        TestResult last = TestProjectRun.Judge("A.Tests", results, exit)[^1];
        Assert.Equal(new TestResult("A.Tests", "test run", TestOutcome.Failed, reason), last);
    }

    [Fact]
    public void A_failed_test_explains_the_exit_code()
    {
        TestResult failed = new("A.Tests", "N.Bad", TestOutcome.Failed, "no");
        Assert.Equal([failed], TestProjectRun.Judge("A.Tests", [failed], 1));
    }
}
