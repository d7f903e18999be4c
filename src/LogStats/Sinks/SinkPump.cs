using LogStats.Faults;

namespace LogStats.Sinks;

/// <summary>
/// Collects rows to batches and gives them to a sink: when there are enough, or when the oldest has waited long enough. A
/// fault of the sink says how many rows are stored by then; the batch that it is about is kept, and
/// <see cref="FlushAsync"/> gives it once more. What has been answered stands in <see cref="Answer"/>; only that is
/// stored. A row whose source waits for it (<see cref="IHeldRow"/>) is held until then. For one caller at a time. The sink
/// stays its owner's to close.
/// </summary>
public sealed class SinkPump : IAsyncDisposable
{
    private readonly ISink _sink;
    private readonly SinkPumpOptions _options;
    private readonly int _batchSize;
    private readonly List<IRow> _batch = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer? _timer;
    private LogStatsException? _fault;

    public SinkPump(ISink sink, SinkPumpOptions? options = null)
    {
        _sink = sink;
        _options = options ?? new SinkPumpOptions();
        _batchSize = _options.BatchSize ?? sink.RowsAtOnce;
        _timer = _options.BatchInterval is null ? null
            : _options.Clock.CreateTimer(pump => _ = ((SinkPump)pump!).OnTimeAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What became of all batches that were answered.</summary>
    public SinkAnswer Answer { get; private set; }

    /// <summary>Rows that were added and not answered yet.</summary>
    public int Waiting => _batch.Count;

    /// <summary>Adds a row; gives a batch away when there are enough.</summary>
    /// <exception cref="LogStatsException">The sink did not take a batch, this one or one that had waited long enough.</exception>
    public async ValueTask AddAsync(IRow row, CancellationToken stop)
    {
        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            Keep(row);
            if (_batch.Count >= _batchSize || _fault is not null)
            {
                await GiveAsync(stop).ConfigureAwait(false);
            }
            else if (_batch.Count == 1 && _options.BatchInterval is { } longest)
            {
                _ = _timer!.Change(longest, Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Adds rows, as one after another would be.</summary>
    /// <exception cref="LogStatsException">The sink did not take a batch; rows behind it were not added.</exception>
    public async ValueTask AddAsync(IReadOnlyList<IRow> rows, CancellationToken stop)
    {
        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            bool waited = _batch.Count > 0;
            for (int row = 0; row < rows.Count; row++)
            {
                Keep(rows[row]);
                if (_batch.Count >= _batchSize || _fault is not null)
                {
                    await GiveAsync(stop).ConfigureAwait(false);
                    waited = false;
                }
            }

            if (!waited && _batch.Count > 0 && _options.BatchInterval is { } longest)
            {
                _ = _timer!.Change(longest, Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Gives away what was collected, be it little. When it returns, all that was added is stored.</summary>
    /// <exception cref="LogStatsException">The sink did not take it.</exception>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await GiveAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Gives away the rest and tells the sink that no more will come.</summary>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        await FlushAsync(stop).ConfigureAwait(false);
        await _sink.CompleteAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Ends the waiting, and what a timer has begun. What was not given by then stays ungiven, and held.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        _gate.Dispose();
        _end.Dispose();
    }

    private void Keep(IRow row)
    {
        (row as IHeldRow)?.Hold();
        _batch.Add(row);
    }

    private async ValueTask GiveAsync(CancellationToken stop)
    {
        // A fault on the timer is the adder's to hear of, before anything is tried again.
        if (_fault is { } earlier)
        {
            _fault = null;
            throw earlier;
        }

        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            Answer += await _sink.WriteAsync(_batch, stop).ConfigureAwait(false);
            foreach (IRow row in _batch)
            {
                (row as IHeldRow)?.Release();
            }

            _batch.Clear();
        }
        catch (LogStatsException fault)
        {
            throw Fail.SinkStopped(fault, Answer.Stored + Answer.AlreadyThere, _batch.Count);
        }
    }

    private async Task OnTimeAsync()
    {
        try
        {
            await _gate.WaitAsync(_end.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        try
        {
            await GiveAsync(_end.Token).ConfigureAwait(false);
        }
        catch (LogStatsException fault)
        {
            _fault = fault;
        }
        catch (OperationCanceledException)
        {
            // The end came first.
        }
        finally
        {
            _ = _gate.Release();
        }
    }
}
