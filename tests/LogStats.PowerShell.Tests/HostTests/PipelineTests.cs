using System.Management.Automation;
using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Samples;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>Order of calls in a chain: as an engine journal of the same commands shows it.</summary>
public sealed class PipelineTests
{
    private readonly List<string> _journal = [];

    [Fact]
    public void EachObjectGoesAllTheWayBeforeTheNextIsRead()
    {
        RunResult result = Chain().InputFrom(Numbers(2)).Run();

        Assert.Equal([1, 2], result.Output);
        Assert.Equal(
            [
                "a begin", "b begin", "read 1", "a 1", "b 1", "read 2", "a 2", "b 2",
                "a end", "b end", "a dispose", "b dispose",
            ],
            _journal);
    }

    [Fact]
    public void FirstStopsTheReadingAndSkipsTheEndOfWhatIsUpstream()
    {
        RunResult result = Chain().First(1).InputFrom(Numbers(9)).Run();

        Assert.Equal([1], result.Output);
        Assert.False(result.Stopped);
        Assert.Null(result.Terminating);
        Assert.Equal(
            ["a begin", "b begin", "read 1", "a 1", "b 1", "b stopped", "a stopped", "a dispose", "b dispose"],
            _journal);
    }

    [Fact]
    public void WhatComesAfterFirstStillEnds()
    {
        CmdletRun.Of<TraceSampleCommand>(("Journal", _journal)).First(1)
            .PipeTo<TraceSampleCommand>(("Journal", _journal), ("Name", "b")).Input("x", "y").Run();

        Assert.Equal(["a begin", "b begin", "a x", "b x", "a stopped", "b end", "a dispose", "b dispose"], _journal);
    }

    [Fact]
    public void AFailureDownstreamStopsUpstreamAndNobodyEnds()
    {
        RunResult result = CmdletRun.Of<TraceSampleCommand>(("Journal", _journal))
            .PipeTo<TestSampleFaultCommand>(("Kind", "Terminate")).Input(1, 2).Run();

        Assert.Equal($"FileOpen,{typeof(TestSampleFaultCommand).FullName}", result.Terminating?.FullyQualifiedErrorId);
        Assert.Equal(["a begin", "a 1", "a stopped", "a dispose"], _journal);
    }

    [Fact]
    public void AFailureInBeginProcessesNothing()
    {
        RunResult result = CmdletRun.Of<TraceSampleCommand>(("Journal", _journal))
            .PipeTo<TestSampleFaultCommand>(("Kind", "Begin")).Input(1).Run();

        Assert.Equal(ErrorCategory.NotSpecified, result.Terminating?.CategoryInfo.Category);
        Assert.Equal(["a begin", "a dispose"], _journal);
    }

    [Fact]
    public void WithoutInputTheFirstCommandProcessesOnceAndWithEmptyInputNever()
    {
        Assert.Single(CmdletRun.Of<ShowSampleValueCommand>().Run().Output);
        Assert.Empty(CmdletRun.Of<ShowSampleValueCommand>().Input().Run().Output);
    }

    private CmdletRun Chain() => CmdletRun.Of<TraceSampleCommand>(("Journal", _journal))
        .PipeTo<TraceSampleCommand>(("Journal", _journal), ("Name", "b"));

    private IEnumerable<object?> Numbers(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            _journal.Add($"read {i}");
            yield return i;
        }
    }
}
