using LogStats.Faults;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests;

/// <summary>Rows to batches, and what happens when a sink does not take one.</summary>
public sealed class SinkPumpTests
{
    private readonly InstantClock _clock = new();

    [Fact]
    public async Task Rows_become_batches_in_their_order()
    {
        ScriptedSink sink = new();
        SinkPump pump = Pump(sink);
        for (int number = 1; number <= 7; number++)
        {
            await pump.AddAsync(new PlainRow("a", number), CancellationToken.None);
        }

        Assert.Equal(1, pump.Waiting);
        await pump.CompleteAsync(CancellationToken.None);
        Assert.Equal([[1, 2, 3], [4, 5, 6], [7]], sink.Taken);
        Assert.Equal(new SinkAnswer(7, 0), pump.Answer);
        Assert.True(sink.Completed);
    }

    [Fact]
    public async Task A_sink_that_does_not_answer_is_asked_again_after_longer_and_longer_waits()
    {
        ScriptedSink sink = new(FaultId.SinkTimeout, FaultId.SinkTimeout, FaultId.SinkTimeout, FaultId.SinkTimeout);
        SinkPump pump = Pump(sink);
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        await pump.CompleteAsync(CancellationToken.None);
        Assert.Equal([[1]], sink.Taken);
        Assert.Equal([200, 400, 800, 1600], _clock.Waits.Select(static wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task The_last_fault_is_the_sinks_own_and_the_rows_are_kept()
    {
        ScriptedSink sink = new([.. Enumerable.Repeat(FaultId.SinkTimeout, 5)]);
        SinkPump pump = Pump(sink);
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => pump.FlushAsync(CancellationToken.None).AsTask());
        Assert.Equal("fault 5", fault.Message);
        Assert.Equal(1, pump.Waiting);
        Assert.Equal(default, pump.Answer);

        await pump.FlushAsync(CancellationToken.None);
        Assert.Equal([[1]], sink.Taken);
        Assert.Equal(0, pump.Waiting);
    }

    [Fact]
    public async Task A_fault_that_waiting_does_not_cure_is_thrown_at_once()
    {
        SinkPump pump = Pump(new ScriptedSink(FaultId.SinkRejected));
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => pump.FlushAsync(CancellationToken.None).AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Empty(_clock.Waits);
    }

    private SinkPump Pump(ISink sink) => new(sink, new SinkPumpOptions { BatchSize = 3, Clock = _clock });

    private sealed class ScriptedSink(params FaultId[] faults) : ISink
    {
        private int _calls;

        public List<long[]> Taken { get; } = [];

        public bool Completed { get; private set; }

        public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
        {
            if (_calls++ < faults.Length)
            {
                throw new LogStatsException(faults[_calls - 1], $"fault {_calls}", "none");
            }

            Taken.Add([.. batch.Select(static row => ((PlainRow)row).Number)]);
            return ValueTask.FromResult(new SinkAnswer(batch.Count, 0));
        }

        public ValueTask CompleteAsync(CancellationToken stop)
        {
            Completed = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
