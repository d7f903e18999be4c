namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// Messages that are under way on one channel: how many there may be, and what became of each. The broker's words come from the
/// connection's own thread; one publisher waits.
/// </summary>
internal sealed class PublishWindow(int most, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<ulong, SentMessage> _underWay = [];
    private TaskCompletionSource? _change;
    private ulong _number;

    /// <summary>Told of each message that the broker has confirmed. Called on the connection's thread.</summary>
    public Action<SentMessage>? Confirmed { get; init; }

    /// <summary>How many the broker refused.</summary>
    public long Refused { get; private set; }

    /// <summary>How many came back because no queue took them. The broker confirms these too.</summary>
    public long Returned { get; private set; }

    /// <summary>Why the first came back.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>Whether the channel is gone, so that no more will be heard.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the broker has spoken of all.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _underWay.Count == 0 && !IsClosed;
            }
        }
    }

    /// <summary>Begins a batch: what was said of an earlier one is over.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (Refused, Returned, ReturnedBecause) = (0, 0, null);
        }
    }

    /// <summary>Adds a message that is about to be sent: they are numbered from one, as the broker does.</summary>
    public void Add(SentMessage message)
    {
        lock (_lock)
        {
            _underWay.Add(++_number, message);
        }
    }

    public void Ack(ulong number, bool allBefore) => Settle(number, allBefore, taken: true);

    public void Nack(ulong number, bool allBefore) => Settle(number, allBefore, taken: false);

    /// <summary>A message came back. Its confirm follows, and then counts for nothing.</summary>
    public void Return(string? id, string reason)
    {
        lock (_lock)
        {
            Returned++;
            ReturnedBecause ??= reason;
            foreach (SentMessage message in _underWay.Values)
            {
                if (message.Id == id && !message.CameBack)
                {
                    message.CameBack = true;
                    break;
                }
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            IsClosed = true;
            Tell();
        }
    }

    /// <summary>Waits until one more message may be sent.</summary>
    /// <exception cref="TimeoutException">Nothing was heard for that long.</exception>
    public Task RoomAsync(TimeSpan longest, CancellationToken stop) => UntilAsync(most - 1, longest, stop);

    /// <summary>Waits until the broker has spoken of all.</summary>
    /// <exception cref="TimeoutException">Nothing was heard for that long.</exception>
    public Task DrainAsync(TimeSpan longest, CancellationToken stop) => UntilAsync(0, longest, stop);

    private async Task UntilAsync(int left, TimeSpan longest, CancellationToken stop)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (_underWay.Count <= left || IsClosed)
                {
                    return;
                }

                _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                change = _change.Task;
            }

            await change.WaitAsync(longest, clock, stop).ConfigureAwait(false);
        }
    }

    private void Settle(ulong number, bool allBefore, bool taken)
    {
        lock (_lock)
        {
            if (!allBefore)
            {
                Settle(number, taken);
            }
            else
            {
                while (_underWay.Count > 0 && _underWay.First().Key is ulong first && first <= number)
                {
                    Settle(first, taken);
                }
            }

            Tell();
        }
    }

    private void Settle(ulong number, bool taken)
    {
        if (!_underWay.Remove(number, out SentMessage? message))
        {
            return;
        }

        if (!taken)
        {
            Refused++;
        }
        else if (!message.CameBack)
        {
            Confirmed?.Invoke(message);
        }
    }

    private void Tell()
    {
        _change?.TrySetResult();
        _change = null;
    }
}
