using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>
/// Sends lines that somebody brings, one after the other. They cannot be had again from here, so they are held until the receiver has
/// answered for them, and whoever brings more waits while there is no room. What is not brought of a file is not meant to be sent.
/// </summary>
public sealed class LinePipe : IAsyncDisposable
{
    private readonly ShipOptions _options;
    private readonly IBatchReceiver _receiver;
    private readonly Outbox _outbox;
    private readonly ICheckpointStore _store;
    private readonly string _name;
    private readonly IDisposable _hold;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _stepped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _fault;
    private Task? _pump;

    /// <param name="options">Where to and how.</param>
    /// <param name="store">Where the sender's claim is kept; null for a receiver of the old form.</param>
    /// <param name="name">The name that it is kept under. Two senders at work cannot share one.</param>
    /// <exception cref="Faults.LogStatsException">The options do not go together, or the name is in use.</exception>
    public LinePipe(ShipOptions options, ICheckpointStore store, string name)
    {
        (_options, _store, _name) = (options, store, name);
        _receiver = options.Protocol == ShipProtocol.Upload ? new UploadClient(options) : new BatchClient(options);
        try
        {
            _hold = store.Hold(name);
        }
        catch
        {
            _receiver.Dispose();
            throw;
        }

        _outbox = new Outbox(options, _receiver, source: null);
    }

    /// <summary>Told, from any thread, how far the receiver has a file.</summary>
    public Action<string, long>? Acknowledged
    {
        get => _outbox.Acknowledged;
        set => _outbox.Acknowledged = value;
    }

    public ShipAccount Account => _outbox.Account;

    /// <summary>Has the sender let in.</summary>
    /// <exception cref="Faults.LogStatsException">The receiver does not let it in, or is not there.</exception>
    public async ValueTask OpenAsync(CancellationToken stop)
    {
        await new SenderClaim(_options, _receiver, _outbox, _store, _name).TakeAsync(stop).ConfigureAwait(false);
        _pump = Task.Run(PumpAsync, CancellationToken.None);
    }

    /// <summary>Brings a line. False if the receiver has it already, or it is passed over.</summary>
    /// <exception cref="Faults.LogStatsException">The receiver takes nothing more.</exception>
    public async ValueTask<bool> AddAsync(string path, string fileId, long offset, ReadOnlyMemory<byte> whole, bool isPartial, CancellationToken stop)
    {
        while (true)
        {
            await _gate.WaitAsync(stop).ConfigureAwait(false);
            Task stepped;
            try
            {
                ThrowFault();
                if (_outbox.WantsMore)
                {
                    long batches = _outbox.Sequence;
                    bool isTaken = _outbox.Take(path, fileId, offset, whole.Span, isPartial);
                    if (batches != _outbox.Sequence || _outbox.HasSealed)
                    {
                        _outbox.Nudge();
                    }

                    return isTaken;
                }

                stepped = _stepped.Task;
            }
            finally
            {
                _ = _gate.Release();
            }

            await stepped.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the receiver has answered for everything.</summary>
    /// <exception cref="Faults.LogStatsException">The receiver takes nothing more.</exception>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        while (true)
        {
            await _gate.WaitAsync(stop).ConfigureAwait(false);
            Task stepped;
            try
            {
                ThrowFault();
                if (_outbox.IsEmpty)
                {
                    return;
                }

                _outbox.SealAll();
                _outbox.Nudge();
                stepped = _stepped.Task;
            }
            finally
            {
                _ = _gate.Release();
            }

            await stepped.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_pump is not null)
        {
            await _pump.ConfigureAwait(false);
        }

        await _outbox.DisposeAsync().ConfigureAwait(false);
        _receiver.Dispose();
        _hold.Dispose();
        _gate.Dispose();
        _end.Dispose();
    }

    /// <summary>Looks at answers and clocks while nobody brings anything.</summary>
    private async Task PumpAsync()
    {
        while (!_end.IsCancellationRequested && _fault is null)
        {
            Task wait = Task.CompletedTask;
            TaskCompletionSource stepped;
            await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                _outbox.Step();
                wait = _outbox.WaitAsync(_end.Token); // What it waits for is found out before the gate is opened again.
            }
            catch (Faults.LogStatsException fault)
            {
                _fault = fault;
            }
            finally
            {
                (stepped, _stepped) = (_stepped, new(TaskCreationOptions.RunContinuationsAsynchronously));
                _ = _gate.Release();
            }

            stepped.SetResult();
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void ThrowFault()
    {
        if (_fault is not null)
        {
            throw _fault;
        }
    }
}
