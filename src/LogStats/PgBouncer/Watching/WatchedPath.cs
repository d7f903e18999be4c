using LogStats.Alerts;
using LogStats.Envelopes;
using LogStats.Follow;
using LogStats.Scan;

namespace LogStats.PgBouncer.Watching;

/// <summary>One log of a watch: the lines that wait to be put in order with those of the other logs, and its clock.</summary>
internal sealed class WatchedPath(string path)
{
    /// <summary>So many wait at most, and about one look's more.</summary>
    public const int Full = 50_000;

    private readonly Queue<Sighting> _waiting = new();
    private readonly Dictionary<int, long> _remembered = [];
    private string _file = "";
    private long _lastTime;
    private LineScan<PgBouncerFormat, PgBouncerLine, WatchVisitor>? _scan;

    public string Path => path;

    public LogClock Clock { get; } = new();

    public int Waiting => _waiting.Count;

    /// <summary>The time of the newest line, as the log tells it; 0 for none since it was asked last.</summary>
    public long Newest { get; private set; }

    /// <summary>The earliest that waits; null for none.</summary>
    public Sighting? Head => _waiting.TryPeek(out Sighting head) ? head : null;

    public ScanCounts? Counts => _scan?.Counts;

    public void Line(in FollowedLine line, Func<WatchedPath, LineScan<PgBouncerFormat, PgBouncerLine, WatchVisitor>> newScan)
    {
        _scan ??= newScan(this);
        if (_file != line.FileId)
        {
            _scan.Pause();
            _file = line.FileId;
        }

        _scan.Line(line.Bytes, line.Offset);
    }

    /// <summary>No line comes for now: the last one is whole.</summary>
    public void Pause() => _scan?.Pause();

    /// <summary>Somebody was seen, or nobody (-1): then only time went on, and the last such time is enough.</summary>
    public void Add(long ticks, int subject)
    {
        Newest = Math.Max(Newest, ticks);
        if (subject >= 0 || _waiting.Count == 0 || ticks >= _lastTime + TimeSpan.TicksPerSecond)
        {
            _waiting.Enqueue(new Sighting(ticks, subject));
            _lastTime = ticks;
        }
    }

    public Sighting Take() => _waiting.Dequeue();

    /// <summary>When who was seen last in the lines of the time before the watch, as the log tells it.</summary>
    public IReadOnlyDictionary<int, long> Remembered => _remembered;

    /// <summary>What waits is of the time before the watch.</summary>
    public void Remember()
    {
        while (_waiting.TryDequeue(out Sighting seen))
        {
            if (seen.Subject >= 0)
            {
                _remembered[seen.Subject] = Math.Max(seen.Ticks, _remembered.GetValueOrDefault(seen.Subject));
            }
        }
    }

    /// <summary>What came up to now is told; from here on there is a new newest line.</summary>
    public void Settle() => Newest = 0;

    /// <summary>A moment of the log, and who was seen then; -1 for nobody.</summary>
    internal readonly record struct Sighting(long Ticks, int Subject);
}
