using LogStats.PowerShell.Display;
using LogStats.PowerShell.Tests.Running;
using Xunit;

namespace LogStats.PowerShell.Tests.Display;

/// <summary>The bar goes by the clock it is given, so no test waits.</summary>
public sealed class ByteProgressTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void AShortReadShowsNothing()
    {
        Assert.Empty(Moves(TimeSpan.FromMilliseconds(90), count: 10).Progress);
    }

    [Fact]
    public void ALongOneShowsAtMostFiveASecondAndGoesAway()
    {
        RunResult result = Moves(TimeSpan.FromMilliseconds(10), count: 300);

        Assert.InRange(result.Progress.Count, 9, 12);
        Assert.Equal("Completed", result.Progress[^1].RecordType.ToString());
        Assert.Equal(33, result.Progress[0].PercentComplete);
        Assert.Equal("x.log", result.Progress[0].StatusDescription);
        Assert.Equal("100 B of 300 B", result.Progress[0].CurrentOperation);
    }

    [Fact]
    public void AnInputOfUnknownLengthHasNoPercentage()
    {
        RunResult result = Moves(TimeSpan.FromSeconds(1), count: 2, length: null);

        Assert.Equal(-1, result.Progress[0].PercentComplete);
        Assert.Equal("1 B", result.Progress[0].CurrentOperation);
    }

    private RunResult Moves(TimeSpan step, int count, long? length = 300)
        => CmdletRun.Of<CallCommand>(("Script", (Action<CallCommand>)(command =>
        {
            ByteProgress progress = new(command, "Reading", _clock);
            for (int index = 1; index <= count; index++)
            {
                _clock.Advance(step);
                progress.Move("x.log", index, length);
            }

            progress.End();
        }))).Run();
}
