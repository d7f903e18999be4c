using LogStats.Faults;
using LogStats.Sinks.Retry;
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

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 4)]
    [InlineData(7, 0)]
    public async Task Many_rows_at_once_become_the_same_batches(int first, int second)
    {
        ScriptedSink sink = new();
        SinkPump pump = Pump(sink);
        PlainRow[] rows = [.. Enumerable.Range(1, first + second).Select(number => new PlainRow("a", number))];
        await pump.AddAsync(rows[..first], CancellationToken.None);
        await pump.AddAsync(rows[first..], CancellationToken.None);
        Assert.Equal(1, pump.Waiting);
        await pump.CompleteAsync(CancellationToken.None);
        Assert.Equal([[1, 2, 3], [4, 5, 6], [7]], sink.Taken);
    }

    [Fact]
    public async Task Many_rows_at_once_wait_as_long_as_the_oldest()
    {
        ManualClock clock = new();
        ScriptedSink sink = new();
        await using SinkPump pump = new(sink, new SinkPumpOptions { BatchSize = 3, BatchInterval = TimeSpan.FromSeconds(5), Clock = clock });
        await pump.AddAsync([new PlainRow("a", 1), new PlainRow("a", 2)], CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(4));
        await pump.AddAsync([new PlainRow("a", 3), new PlainRow("a", 4)], CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([[1, 2, 3]], sink.Taken);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([[1, 2, 3], [4]], sink.Taken);
    }

    [Fact]
    public async Task Where_nobody_says_how_many_make_a_batch_the_sink_does()
    {
        ScriptedSink sink = new() { RowsAtOnce = 3 };
        await using SinkPump pump = new(new RetryingSink(sink));
        for (int number = 0; number < 7; number++)
        {
            await pump.AddAsync(new PlainRow("t", number), CancellationToken.None);
        }

        Assert.Equal([[0, 1, 2], [3, 4, 5]], sink.Taken);
        Assert.Equal(1, pump.Waiting);
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

    [Fact]
    public async Task A_batch_that_is_not_full_is_given_once_its_oldest_row_has_waited_long_enough()
    {
        ManualClock clock = new();
        ScriptedSink sink = new();
        await using SinkPump pump = new(sink, new SinkPumpOptions { BatchInterval = TimeSpan.FromSeconds(5), Clock = clock });
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(4));
        await pump.AddAsync(new PlainRow("a", 2), CancellationToken.None);
        Assert.Empty(sink.Taken);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([[1, 2]], sink.Taken);
        Assert.Equal(0, pump.Waiting);

        await pump.AddAsync(new PlainRow("a", 3), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([[1, 2], [3]], sink.Taken);
    }

    [Fact]
    public async Task A_fault_on_the_timer_is_thrown_to_who_adds_next_and_the_rows_are_kept()
    {
        ManualClock clock = new();
        ScriptedSink sink = new(FaultId.SinkRejected);
        await using SinkPump pump = new(sink, new SinkPumpOptions { BatchInterval = TimeSpan.FromSeconds(5), Clock = clock });
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => pump.AddAsync(new PlainRow("a", 2), CancellationToken.None).AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        await pump.FlushAsync(CancellationToken.None);
        Assert.Equal([[1, 2]], sink.Taken);
    }

    [Fact]
    public async Task A_pump_that_is_gone_gives_nothing_any_more()
    {
        ManualClock clock = new();
        ScriptedSink sink = new();
        SinkPump pump = new(sink, new SinkPumpOptions { BatchInterval = TimeSpan.FromSeconds(5), Clock = clock });
        await pump.AddAsync(new PlainRow("a", 1), CancellationToken.None);
        await pump.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(sink.Taken);
    }

    private static SinkPump Pump(ISink sink) => new(sink, new SinkPumpOptions { BatchSize = 3 });
}
