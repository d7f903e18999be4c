using LogStats.Faults;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests;

/// <summary>Rows to batches, and what happens when a sink does not take one.</summary>
public sealed class SinkPumpTests
{
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
    public async Task A_fault_says_how_much_is_stored_and_keeps_the_batch()
    {
        ScriptedSink sink = new(null, FaultId.SinkRejected);
        SinkPump pump = Pump(sink);
        for (int number = 1; number <= 5; number++)
        {
            await pump.AddAsync(new PlainRow("a", number), CancellationToken.None);
        }

        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => pump.FlushAsync(CancellationToken.None).AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Equal("fault 2 3 rows are stored, 2 of this batch are not.", fault.Message);
        Assert.Contains("still in the log", fault.Advice, StringComparison.Ordinal);
        Assert.Equal(2, pump.Waiting);
        Assert.Equal(new SinkAnswer(3, 0), pump.Answer);

        await pump.FlushAsync(CancellationToken.None);
        Assert.Equal([[1, 2, 3], [4, 5]], sink.Taken);
        Assert.Equal(0, pump.Waiting);
    }

    private static SinkPump Pump(ISink sink) => new(sink, new SinkPumpOptions { BatchSize = 3 });
}
