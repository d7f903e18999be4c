using LogStats.Faults;

namespace LogStats.Sinks;

/// <summary>
/// Collects rows to batches and gives them to a sink. A fault of the sink says how many rows are stored by then; the
/// batch that it is about is kept, and <see cref="FlushAsync"/> gives it once more. What has been answered stands in
/// <see cref="Answer"/>; only that is stored. The sink stays its owner's to close.
/// </summary>
public sealed class SinkPump(ISink sink, SinkPumpOptions? options = null)
{
    private readonly SinkPumpOptions _options = options ?? new SinkPumpOptions();
    private readonly List<IRow> _batch = [];

    /// <summary>What became of all batches that were answered.</summary>
    public SinkAnswer Answer { get; private set; }

    /// <summary>Rows that were added and not answered yet.</summary>
    public int Waiting => _batch.Count;

    /// <summary>Adds a row; gives a batch away when there are enough.</summary>
    public ValueTask AddAsync(IRow row, CancellationToken stop)
    {
        _batch.Add(row);
        return _batch.Count < _options.BatchSize ? ValueTask.CompletedTask : FlushAsync(stop);
    }

    /// <summary>Gives away what was collected, be it little. When it returns, all that was added is stored.</summary>
    /// <exception cref="LogStatsException">The sink did not take it.</exception>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            Answer += await sink.WriteAsync(_batch, stop).ConfigureAwait(false);
            _batch.Clear();
        }
        catch (LogStatsException fault)
        {
            throw Fail.SinkStopped(fault, Answer.Stored + Answer.AlreadyThere, _batch.Count);
        }
    }

    /// <summary>Gives away the rest and tells the sink that no more will come.</summary>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        await FlushAsync(stop).ConfigureAwait(false);
        await sink.CompleteAsync(stop).ConfigureAwait(false);
    }
}
