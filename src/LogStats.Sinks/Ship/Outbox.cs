using System.Globalization;
using System.Threading.Channels;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>
/// Takes lines of many files and sends them in batches, of each file one after the other, several files at once. It has one caller at
/// a time, and does everything in that caller's calls but hashing, compressing and speaking: answers wait until it is asked to go on.
/// </summary>
internal sealed partial class Outbox : IFollowedLines, IAsyncDisposable
{
    private readonly ShipOptions _options;
    private readonly IBatchReceiver _receiver;
    private readonly IShipSource? _source;
    private readonly TimeProvider _clock;
    private readonly SkipRule _skip;
    private readonly BatchSpool? _spool;
    private readonly Dictionary<string, OutgoingFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathMemory> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _begins = new(StringComparer.Ordinal);
    private readonly List<FollowPosition> _stoppedAt = [];
    private readonly HashSet<string> _stoppedPaths = new(StringComparer.Ordinal);
    private readonly SortedSet<long> _unsafe = [];
    private readonly Queue<(OutgoingBatch Batch, long Since)> _opened = [];
    private readonly Queue<(OutgoingBatch Batch, long Since)> _openedEmpty = [];
    private readonly Channel<Action> _answers = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private OutgoingFile? _last;
    private string? _lastId;
    private ShipAccount _account = new();
    private long _read;
    private long _had;
    private long _stopped;
    private long _held;
    private long _sequence;

    /// <param name="options">Where to and how.</param>
    /// <param name="receiver">What speaks with the receiver.</param>
    /// <param name="source">Where lines can be had again; null: nowhere, and what does not come is not meant to be sent.</param>
    public Outbox(ShipOptions options, IBatchReceiver receiver, IShipSource? source)
    {
        (_options, _receiver, _source, _clock) = (options, receiver, source, options.Clock);
        _skip = new SkipRule(options.Skip);
        _spool = options.SpoolFolder is { } folder ? BatchSpool.Open(folder, options.SpoolLimit) : null;
        try
        {
            Restore();
        }
        catch
        {
            _spool?.Dispose();
            throw;
        }
    }

    /// <summary>The claim under which is sent.</summary>
    public string Claim { get; set; } = "";

    /// <summary>All that was there when the run began was taken once: files that come now are new, and numbered rightly.</summary>
    public bool IsCaughtUp { get; set; }

    /// <summary>Told how far the receiver has a file.</summary>
    public Action<string, long>? Acknowledged { get; set; }

    /// <summary>Whether something could be sent that is not on its way.</summary>
    public bool HasSealed => _ready.Count > 0;

    /// <summary>Whether more lines have room now.</summary>
    public bool WantsMore => _held < _options.Budget;

    /// <summary>Nothing waits any more.</summary>
    public bool IsEmpty => _files.Values.All(static file => file.IsIdle) && !_isAsking && _unknown.Count == 0;

    /// <summary>Every line that came up to now is in a batch with such a number or a lower one.</summary>
    public long Sequence => _sequence;

    /// <summary>Whether all batches up to a number are with the receiver, or wait on the disk.</summary>
    public bool AreSafe(long sequence) => _unsafe.Count == 0 || _unsafe.Min > sequence;

    /// <summary>Paths of files that are not sent any further.</summary>
    public IReadOnlySet<string> StoppedPaths => _stoppedPaths;

    /// <summary>How often the source was sent back: a mark of it that was made before counts for nothing.</summary>
    public int Rewinds { get; private set; }

    public ShipAccount Account => _account with { Read = _read, Had = _had, Stopped = _stopped, StoppedFiles = _stoppedPaths.Count };

    /// <summary>What it waits for.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_files.Count} files, {_busy} under way, {_ready.Count} ready, {_unknown.Count} unknown, asking: {_isAsking}, resting: {IsResting}, due: {Due()}, unsafe: {_unsafe.Count}; ")
        + string.Join(", ", _files.Values.Where(static file => !file.IsIdle).Select(static file => $"{file.Name} {file.Knowing} {file.Waiting.Count} open: {file.Open is not null} under way: {file.IsUnderWay} queued: {file.IsQueued}"));

    /// <inheritdoc/>
    public void Line(in FollowedLine line) => _ = Take(line.Path, line.FileId, line.Offset, line.Whole, line.IsPartial);

    /// <summary>Takes a line. False if it is not to be sent: the receiver has it, or it is passed over.</summary>
    public bool Take(string path, string id, long offset, ReadOnlySpan<byte> whole, bool isPartial)
    {
        OutgoingFile file = ReferenceEquals(_lastId, id) && _last is { } last ? last : FileOf(path, id, offset);
        (_last, _lastId) = (file, id);
        long end = offset + whole.Length;
        if (file.IsStopped || end <= file.Taken)
        {
            Pass(file, end);
            return false;
        }

        if (offset < file.Taken)
        {
            Stop(file, Fail.MarkMismatch(_receiver.Shown, path, file.Taken));
            Pass(file, end);
            return false;
        }

        OutgoingBatch batch = file.Open ??= NewBatch(file);
        file.Taken = end;
        file.Seen = Math.Max(file.Seen, end);
        if (whole.Length > ShipDefaults.LongestLine)
        {
            TooLong(file, offset, whole.Length);
            batch.Pass(end);
        }
        else
        {
            _read++;
            if (_skip.Fits(whole))
            {
                batch.Skip(end);
            }
            else
            {
                _held -= batch.Held;
                batch.Add(whole, offset, isPartial, file.Likely);
                _held += batch.Held;
            }
        }

        Wind(batch);
        if (batch.Lines + batch.Skipped >= _options.BatchLines || batch.Length >= _options.BatchBytes || isPartial)
        {
            file.Likely = Math.Min(batch.Length, _options.BatchBytes) + (64 << 10);
            Seal(file);
        }

        return batch.End == end && batch.Lines > 0;
    }

    /// <summary>Where a file is begun that was told to begin later than at its start.</summary>
    public void BeginAt(string id, long offset) => _begins[id] = offset;

    /// <summary>Ends a wait for answers.</summary>
    public void Nudge() => _answers.Writer.TryWrite(static () => { });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        while (_busy > 0 || _isAsking)
        {
            Action answer = await _answers.Reader.ReadAsync().ConfigureAwait(false);
            try
            {
                answer();
            }
            catch (Exception error) when (error is LogStatsException or OperationCanceledException)
            {
                // It is over; what had no answer is still in its log.
            }
        }

        foreach (OutgoingFile file in _files.Values)
        {
            Drop(file, keepsSpool: true);
        }

        _spool?.Dispose();
        _end.Dispose();
    }

    private void Pass(OutgoingFile file, long end)
    {
        if (end > file.Seen)
        {
            file.Seen = end;
            _read++;
            (file.IsStopped ? ref _stopped : ref _had)++;
        }
    }

    /// <summary>Nobody needs a batch any more.</summary>
    private void Done(OutgoingBatch batch)
    {
        _ = _unsafe.Remove(batch.Sequence);
        if (batch.SpooledAs is { } name)
        {
            _spool!.Remove(name, batch.Length);
        }

        _held -= batch.Held;
        batch.Free();
    }

    private void TooLong(OutgoingFile file, long offset, int length)
    {
        _account = _account with { TooLong = _account.TooLong + 1 };
        Tell(ShipEventKind.LineTooLong, file.Path, string.Create(CultureInfo.InvariantCulture,
            $"A line of {length:N0} bytes at byte {offset:N0} is longer than a receiver takes, and was passed over."));
    }

    private void Tell(ShipEventKind kind, string? path, string text) => _options.Tell?.Invoke(new ShipEvent(kind, path, text));
}
