using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Samples;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

public sealed class ConsentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-consent-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatIfSaysWhatAndDoesNothing()
    {
        RunResult result = Remove("x.log", out string path).With("WhatIf").Run();

        Assert.Equal([$"What if: Performing the operation \"Delete\" on target \"{path}\"."], result.WhatIf);
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void HighImpactAsksAndTheAnswerCounts(bool answer, bool remains)
    {
        RunResult result = Remove("x.log", out string path).Answer(answer).Run();

        Assert.Single(result.Questions);
        Assert.Equal(remains, File.Exists(path));
    }

    [Fact]
    public void ConfirmFalseDoesNotAsk()
    {
        RunResult result = Remove("x.log", out string path).With("Confirm", false).Run();

        Assert.Empty(result.Questions);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void WithNobodyToAskTheQuestionEndsTheRun()
    {
        RunResult result = Remove("x.log", out string path).Run();

        Assert.Contains("NonInteractive", result.Terminating?.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void ShouldContinueAsksEvenWithoutConfirmUnlessForced()
    {
        RunResult asked = Remove("x.keep", out string path).With("Confirm", false).Answer(false).Run();
        Assert.Equal(["Delete a kept file?"], asked.Questions);
        Assert.True(File.Exists(path));

        Assert.Empty(Remove("x.keep", out path).With("Confirm", false).With("Force").Run().Questions);
        Assert.False(File.Exists(path));
    }

    private CmdletRun Remove(string name, out string path)
    {
        path = Path.Combine(_folder, name);
        File.WriteAllText(path, "x");
        return CmdletRun.Of<RemoveSampleItemCommand>(("Path", path));
    }
}
