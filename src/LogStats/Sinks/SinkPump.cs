using LogStats.Faults;

namespace LogStats.Sinks;

/// <summary>
/// Collects rows to batches and gives them to a sink, again where the sink did not answer in time. A batch that was
/// refused is thrown as the sink's own fault and is kept: <see cref="FlushAsync"/> gives it once more. What has been
/// answered stands in <see cref="Answer"/>; only that is stored. The sink stays its owner's to close.
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
    /// <exception cref="LogStatsException">The sink refused it, or did not answer in time at the last try either.</exception>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        TimeSpan wait = _options.RetryInterval;
        for (int attempt = 1; _batch.Count > 0; attempt++)
        {
            try
            {
                Answer += await sink.WriteAsync(_batch, stop).ConfigureAwait(false);
                _batch.Clear();
            }
            catch (LogStatsException fault) when (fault.Id == FaultId.SinkTimeout && attempt < _options.Tries)
            {
                await Task.Delay(wait, _options.Clock, stop).ConfigureAwait(false);
                wait *= 2;
            }
        }
    }

    /// <summary>Gives away the rest and tells the sink that no more will come.</summary>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        await FlushAsync(stop).ConfigureAwait(false);
        await sink.CompleteAsync(stop).ConfigureAwait(false);
    }
}
