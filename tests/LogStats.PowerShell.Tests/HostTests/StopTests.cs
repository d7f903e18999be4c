using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Samples;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

public sealed class StopTests
{
    [Fact]
    public async Task AStopFromAnotherThreadWakesTheCommandAndClosesItsOutput()
    {
        RunningPipeline running = CmdletRun.Of<WatchSampleCommand>().Start();
        Assert.Equal("waiting", await running.Output.ReadAsync());

        RunResult result = await running.StopAsync();

        Assert.True(result.Stopped);
        Assert.Equal(["waiting"], result.Output);
        Assert.Null(result.Terminating);
    }

    [Fact]
    public async Task APipelineThatEndsByItselfIsNotStopped()
    {
        RunningPipeline running = CmdletRun.Of<GetSampleLineCommand>().Input("info a").Start();

        RunResult result = await running.Completion;

        Assert.False(result.Stopped);
        Assert.Single(result.OutputOf<SampleLine>());
    }
}
