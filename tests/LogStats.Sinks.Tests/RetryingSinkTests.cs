using LogStats.Faults;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests;

/// <summary>What happens when a target is away for a while, or for good.</summary>
public sealed class RetryingSinkTests
{
    private static readonly IRow[] s_batch = [new PlainRow("a", 1)];

    private readonly InstantClock _clock = new();

    [Fact]
    public async Task A_sink_that_does_not_answer_is_asked_again_after_longer_and_longer_waits()
    {
        ScriptedSink sink = new(FaultId.SinkTimeout, FaultId.SinkTimeout, FaultId.SinkTimeout, FaultId.SinkTimeout);
        Assert.Equal(new SinkAnswer(1, 0), await Retrying(sink).WriteAsync(s_batch, CancellationToken.None));
        Assert.Equal([[1]], sink.Taken);
        Assert.Equal([200, 400, 800, 1600], _clock.Waits.Select(static wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task The_last_fault_is_the_sinks_own()
    {
        ScriptedSink sink = new([.. Enumerable.Repeat<FaultId?>(FaultId.SinkTimeout, 5)]);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(
            () => Retrying(sink).WriteAsync(s_batch, CancellationToken.None).AsTask());
        Assert.Equal("fault 5", fault.Message);
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_longest()
    {
        ScriptedSink sink = new([.. Enumerable.Repeat<FaultId?>(FaultId.SinkTimeout, 8)]);
        _ = await new RetryingSink(sink, new RetryOptions { Tries = 9, LongestWait = TimeSpan.FromSeconds(1), Clock = _clock })
            .WriteAsync(s_batch, CancellationToken.None);
        Assert.Equal([200, 400, 800, 1000, 1000, 1000, 1000, 1000], _clock.Waits.Select(static wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task A_fault_that_waiting_does_not_cure_is_thrown_at_once()
    {
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(
            () => Retrying(new ScriptedSink(FaultId.SinkRejected)).WriteAsync(s_batch, CancellationToken.None).AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_target_that_is_away_at_the_start_is_waited_for()
    {
        ScriptedSink sink = new() { FirstPrepareFails = true };
        await Retrying(sink).PrepareAsync(CancellationToken.None);
        Assert.Equal(2, sink.Prepared);
        Assert.Equal([200], _clock.Waits.Select(static wait => wait.TotalMilliseconds));
    }

    private RetryingSink Retrying(ISink sink) => new(sink, new RetryOptions { Clock = _clock });
}
