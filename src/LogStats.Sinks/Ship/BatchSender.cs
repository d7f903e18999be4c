using LogStats.Batches;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>
/// Sends every line of growing files to a receiver, once, in order for each file, through rotation of the files and whatever happens
/// to either side. The files are the queue: while the receiver is away nothing more is read than fits the memory. A position is saved
/// only after the receiver has answered for all before it, and where the two disagree, the receiver is believed.
/// </summary>
public sealed class BatchSender : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly LogFollower _follower;
    private readonly IBatchReceiver _receiver;
    private readonly Outbox _outbox;
    private readonly SenderClaim _claim;
    private FollowMark? _mark;
    private long _markSequence;
    private int _markRewinds;
    private long? _committed;

    /// <param name="options">Where to and how.</param>
    /// <param name="follow">
    /// What is sent. It needs a store. From its end means: of what is there at the very first start; a sender that has a position goes on there.
    /// </param>
    /// <exception cref="LogStatsException">The options do not go together, or the checkpoint is in use.</exception>
    public BatchSender(ShipOptions options, FollowOptions follow)
        : this(options, follow, options.Protocol == ShipProtocol.Upload ? new UploadClient(options) : new BatchClient(options))
    {
    }

    /// <param name="options">Where to and how.</param>
    /// <param name="follow">What is sent.</param>
    /// <param name="receiver">What speaks with the receiver; owned from now on.</param>
    internal BatchSender(ShipOptions options, FollowOptions follow, IBatchReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(follow.Store);
        _clock = options.Clock;
        bool isKnown = follow.From == FollowStart.End && follow.Store.List().Any(one => one.Name == follow.Name);
        _receiver = receiver;
        try
        {
            _follower = new LogFollower(isKnown ? follow with { From = FollowStart.Saved } : follow, _clock);
        }
        catch
        {
            _receiver.Dispose();
            throw;
        }

        try
        {
            _outbox = new Outbox(options, _receiver, new Source(_follower));
        }
        catch
        {
            _follower.Dispose();
            _receiver.Dispose();
            throw;
        }

        _claim = new SenderClaim(options, receiver, _outbox, follow.Store, follow.Name);
        _follower.State = _outbox.StateOf;
    }

    /// <summary>What became of all lines up to now.</summary>
    public ShipAccount Account => _outbox.Account;

    /// <summary>Called once when the receiver has let this sender in, and lines are on their way.</summary>
    public Action? Ready { get; set; }

    /// <summary>
    /// Sends until it is stopped, or, once, until everything that is there was answered. Where it is stopped it waits a few seconds for
    /// answers, and saves how far it came.
    /// </summary>
    /// <exception cref="LogStatsException">The receiver takes nothing, and will not by itself.</exception>
    public async Task RunAsync(bool once, CancellationToken stop)
    {
        try
        {
            await _claim.TakeAsync(stop).ConfigureAwait(false);
            await RememberAsync(stop).ConfigureAwait(false);
            Ready?.Invoke();
            await SendAsync(once, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What it waits for.</summary>
    public override string ToString() => $"at the end: {_follower.IsAtEnd}, marked: {_mark is not null}; {_outbox}";

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync().ConfigureAwait(false);
        _receiver.Dispose();
        _follower.Dispose();
    }

    private async Task SendAsync(bool once, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            bool more = _outbox.WantsMore && Look(once, stop);
            _outbox.IsCaughtUp |= _follower.IsAtEnd;
            _outbox.Step();
            bool isDone = once && !more && _outbox.WantsMore && _follower.IsAtEnd;
            if (isDone)
            {
                _outbox.SealAll();
                _outbox.Step();
            }

            await CommitAsync(isDone && _outbox.IsEmpty).ConfigureAwait(false);
            if (isDone && _outbox.IsEmpty && _mark is null && _follower.IsAtEnd)
            {
                return;
            }

            if (!more || !_outbox.WantsMore)
            {
                await WaitAsync(forLines: _outbox.WantsMore && !(isDone && _follower.IsAtEnd), stop).ConfigureAwait(false);
            }
        }
    }

    private bool Look(bool once, CancellationToken stop) => _outbox.StoppedPaths.Count > 0 ? _follower.Look(_outbox, _outbox.StoppedPaths, stop)
        : once ? _follower.Look(_outbox, stop)
        : _follower.LookWhereHinted(_outbox, stop);

    /// <summary>
    /// Hands over what is kept. Of paths of which nothing is kept, the receiver is asked whether it knows files that stand there: then it is begun
    /// with the oldest of these, and the receiver's marks decide what is sent.
    /// </summary>
    private async Task RememberAsync(CancellationToken stop)
    {
        List<string> fresh = [];
        foreach (string path in _follower.Paths)
        {
            FollowPosition? at = _follower.PositionOf(path);
            string? state = _follower.StateOf(path);
            _outbox.Remember(path, at, state);
            if (state is null)
            {
                fresh.Add(path);
                if (at is { FileId.Length: > 0, Offset: > 0 })
                {
                    _outbox.BeginAt(at.FileId, at.Offset);
                }
            }
        }

        if (!_receiver.HasMarks)
        {
            return;
        }

        foreach (string[] some in fresh.Chunk(BatchWire.MostFiles / 8))
        {
            (string Path, FollowPosition File)[] files = [.. some.SelectMany(path => _follower.FilesOf(path).Select(file => (path, file)))];
            foreach ((string Path, FollowPosition File)[] part in files.Chunk(BatchWire.MostFiles))
            {
                string[] like = [.. part.Select(static one => OutgoingFile.StemOf(one.File.FileId)).Distinct()];
                ReceiverMarks marks = await _claim.InsistAsync(stop => _receiver.AskAsync([], like, stop), stop).ConfigureAwait(false);
                HashSet<string> known = [.. marks.Known.Keys.Select(OutgoingFile.StemOf)];
                foreach (IGrouping<string, FollowPosition> path in part.GroupBy(static one => one.Path, static one => one.File))
                {
                    if (path.FirstOrDefault(file => known.Contains(OutgoingFile.StemOf(file.FileId))) is { } oldest)
                    {
                        _ = _follower.Rewind(oldest);
                    }
                }
            }
        }
    }

    private async Task WaitAsync(bool forLines, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> waits = [_outbox.WaitAsync(over.Token)];
        if (forLines)
        {
            waits.Add(_follower.WaitAsync(over.Token).AsTask());
        }

        if (_mark is not null && _outbox.AreSafe(_markSequence) && CommitDue() is { } due)
        {
            waits.Add(Task.Delay(due, _clock, over.Token));
        }

        _ = await Task.WhenAny(waits).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        foreach (Task wait in waits)
        {
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How long until positions may be saved again; null if they may be now.</summary>
    private TimeSpan? CommitDue()
        => _committed is { } since && ShipDefaults.CommitInterval - _clock.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>Saves how far everything was answered, now and then.</summary>
    private async ValueTask CommitAsync(bool atOnce)
    {
        if (_markRewinds != _outbox.Rewinds)
        {
            _mark = null; // It was made before it turned out that less is safe; the next one goes in its place.
        }

        for (int marks = 0; marks < 2 && (atOnce || CommitDue() is null); marks++)
        {
            if (_mark is null)
            {
                (_mark, _markSequence, _markRewinds) = (_follower.Mark(), _outbox.Sequence, _outbox.Rewinds);
            }

            if (_mark is null || !_outbox.AreSafe(_markSequence))
            {
                return;
            }

            await _follower.CommitAsync(_mark, CancellationToken.None).ConfigureAwait(false);
            (_mark, _committed) = (null, _clock.GetTimestamp());
        }
    }

    /// <summary>It was told to end: what was read is sent, if that is possible in a few seconds, and what was answered is saved.</summary>
    private async Task EndAsync()
    {
        using CancellationTokenSource late = new(ShipDefaults.Grace, _clock);
        _outbox.SealAll();
        try
        {
            _outbox.Step();
            while (!_outbox.IsEmpty)
            {
                await _outbox.WaitAsync(late.Token).ConfigureAwait(false);
                _outbox.Step();
            }
        }
        catch (OperationCanceledException)
        {
            // What had no answer is still in its log.
        }

        await CommitAsync(atOnce: true).ConfigureAwait(false);
    }

    private sealed class Source(LogFollower follower) : IShipSource
    {
        public FollowPosition? PositionOf(string path) => follower.PositionOf(path);

        public bool Rewind(FollowPosition to) => follower.Rewind(to);

        public bool Reread(FollowPosition file, Span<byte> bytes) => follower.Reread(file, bytes);
    }
}
