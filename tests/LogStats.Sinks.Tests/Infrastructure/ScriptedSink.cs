using LogStats.Faults;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>Takes batches of <see cref="PlainRow"/>, but answers its first calls with these faults; null takes the batch.</summary>
internal sealed class ScriptedSink(params FaultId?[] faults) : ISink
{
    private int _calls;

    public int RowsAtOnce { get; init; } = 5000;

    public List<long[]> Taken { get; } = [];

    public bool Completed { get; private set; }

    /// <summary>How often it was asked to prepare, and whether the first time fails.</summary>
    public int Prepared { get; private set; }

    public bool FirstPrepareFails { get; init; }

    public ValueTask PrepareAsync(CancellationToken stop)
        => ++Prepared == 1 && FirstPrepareFails ? throw Fail.SinkAway("there", "nobody listens", "Start it.") : ValueTask.CompletedTask;

    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        if (_calls++ < faults.Length && faults[_calls - 1] is { } id)
        {
            throw new LogStatsException(id, $"fault {_calls}", "none");
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
