using LogStats.Alerts;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.PgBouncer.Watching;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>
/// Follows logs of pgbouncer and tells who does not log in any more, who does again, and once a day what was done. While
/// old lines are read, their own time drives; once the logs were read to their end, the clock does. What was read is saved
/// with what is known of everybody, after the rows were taken: a watch that is killed loses no alert, and repeats at most
/// those that nobody had taken, under the same names.
/// </summary>
public sealed class PgBouncerWatch : IDisposable
{
    /// <summary>So often the end of a file that is being rotated is waited for.</summary>
    private const int MostPatience = 5;

    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_untilSaved = TimeSpan.FromSeconds(10);
    private static readonly long s_early = TimeSpan.FromMinutes(2).Ticks;

    private readonly PgBouncerWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly AlertEngine _engine;
    private readonly WatchPeriods _periods;
    private readonly WatchPlaces _places = new();
    private readonly WatchLines _lines;
    private readonly WallClock _wall;
    private readonly LogFollower _follower;
    private readonly HashSet<string> _full = new(StringComparer.Ordinal);
    private readonly List<IRow> _rows = [];
    private readonly long _begun;
    private WatchMemory? _memory;
    private long? _saved;
    private int _patience;
    private int _left;
    private bool _isEnd;
    private volatile bool _reportNow;

    /// <exception cref="LogStatsException">Something in the options cannot be used, or the checkpoint is in use.</exception>
    public PgBouncerWatch(PgBouncerWatchOptions options, TimeProvider clock)
    {
        options.PgBouncer.Check();
        if (options.Interval < s_least || options.Interval > s_most)
        {
            throw Fail.Value("the interval", $"{options.Interval}", "a span from 10ms to 1m, such as 5s");
        }

        if (options.ReportAt is { } report && (report < TimeSpan.Zero || report > TimeSpan.FromDays(1)))
        {
            throw Fail.Value("the time of the report", $"{report}", ClockTime.Expected);
        }

        if (options.History < TimeSpan.Zero || options.History > TimeSpan.FromDays(36_500))
        {
            throw Fail.Value("the history", $"{options.History}", "a span such as 1d, or 0s for none");
        }

        (_options, _clock, _begun, _reportNow) = (options, clock, clock.GetTimestamp(), options.ReportNow);
        TimeZoneInfo zone = options.Window.TimeZone ?? options.PgBouncer.TimeZone ?? clock.LocalTimeZone;
        string source = string.Join("; ", options.Paths);
        AlertOptions alerts = new() { Thresholds = options.Thresholds, Window = options.Window, Source = source };
        alerts.Check();
        _engine = new AlertEngine(alerts, zone);
        _periods = new WatchPeriods(options, options.ReportAt is { } at ? new DailyTime(at, zone) : null, zone, source);
        _lines = new WatchLines(options, new WatchedUsers(options.Thresholds.Keys, _engine), _periods, _places, clock);
        _wall = new WallClock(clock);
        _follower = new LogFollower(
            new FollowOptions
            {
                Paths = options.Paths,
                From = options.From == FollowStart.End ? FollowStart.Beginning : options.From,
                PollInterval = options.Interval,
                Store = options.Store,
                Name = options.Checkpoint,
                Tell = options.Tell,
                Earlier = Remember,
            },
            clock);
        Begin();
    }

    /// <summary>
    /// Alerts (<see cref="LogAlert"/>) and reports (<see cref="PgBouncerSummary"/>), each as soon as it is known, until the time
    /// is up. Asking for the next one says that the last one is safe.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<IRow> Rows(CancellationToken stop = default)
    {
        while (true)
        {
            bool waits = Step(stop);
            bool gave = _rows.Count > 0;
            for (int given = 0; given < _rows.Count; given++)
            {
                _left = _rows.Count - given - 1;
                yield return _rows[given];
            }

            _rows.Clear();
            if (!waits)
            {
                continue;
            }

            bool isOver = _isEnd && _options.Timeout is { } timeout && _clock.GetElapsedTime(_begun) >= timeout;
            if (gave || isOver || _saved is not { } saved || _clock.GetElapsedTime(saved) >= s_untilSaved)
            {
                Save(stop);
            }

            if (isOver)
            {
                yield break;
            }

            _follower.WaitAsync(stop).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Asks for a report of the present stretch of time, from any thread; it comes within an interval.</summary>
    public void ReportNow() => _reportNow = true;

    /// <summary>The rows up to now are safe: for who takes no other. Nothing is saved while there are rows that nobody took.</summary>
    public void Save(CancellationToken stop = default)
    {
        // Only at the end of the logs nothing waits that was read and is known to nobody.
        if (_options.Store is not null && _engine.HasBegun && _isEnd && _left == 0 && _lines.Paths.All(path => path.Waiting == 0))
        {
            Dictionary<string, long> corrections = _lines.Paths.Where(path => path.Clock.Correction != 0).ToDictionary(path => path.Path, path => path.Clock.Correction);
            bool daily = _options.ReportAt is not null;
            WatchMemory memory = new(_engine.Memory(), daily ? _periods.Current : 0, corrections, daily ? _places.Begin : new Dictionary<string, FollowPosition>());
            _follower.CommitAsync(memory.Write(), stop).AsTask().GetAwaiter().GetResult();
        }

        _saved = _clock.GetTimestamp();
    }

    public void Dispose() => _follower.Dispose();

    /// <summary>Nothing but the logs is looked at, not even the clock.</summary>
    private bool IsReplay => _lines.Phase == WatchPhase.Replay && _options.Timeout == TimeSpan.Zero;

    private IReadOnlyDictionary<string, FollowPosition>? Remember()
    {
        if (_options.From == FollowStart.Saved && _options.Store?.LoadState(_options.Checkpoint) is { } text)
        {
            _memory = WatchMemory.Read(_options.Checkpoint, text);
        }

        return _memory?.Begin;
    }

    private void Begin()
    {
        if (_memory is { } memory)
        {
            _lines.Phase = WatchPhase.Resume;
            _engine.Restore(memory.Alerts);
            _periods.Begin(_options.ReportAt is not null && memory.Reported != 0 ? memory.Reported : _wall.Now);
            _places.Restart(memory.Begin.Values);
            foreach ((string path, long correction) in memory.Corrections)
            {
                _lines.PathOf(path).Clock.Restore(correction);
            }
        }
        else if (_options.From == FollowStart.Beginning)
        {
            _lines.Phase = WatchPhase.Replay;
            _places.Restart(_follower.Positions);
        }
        else
        {
            _lines.Phase = WatchPhase.History;
            _lines.NotBefore = Math.Max(0, _wall.Now - _options.History.Ticks);
        }
    }

    /// <summary>Reads a part of what there is and tells what follows from it. True if there is nothing more to read for now.</summary>
    private bool Step(CancellationToken stop)
    {
        // Asked before reading: what was written until then is read.
        long leap = _wall.Look();
        if (leap != 0 && _lines.Phase == WatchPhase.Live)
        {
            _engine.Shift(leap);
            _options.Remark?.Invoke($"This machine's clock went {(leap > 0 ? "on" : "back")} by {SpanText.Of(TimeSpan.FromTicks(Math.Abs(leap)))} at once, "
                + "because it was set or the machine slept. How long everybody has been away is counted as before.");
        }

        _places.Before(_follower.Positions);
        bool more = _follower.Look(_lines, _full, stop);
        _patience = more || _follower.IsAtEnd ? 0 : _patience + 1;
        bool atEnd = !more && (_follower.IsAtEnd || _patience > MostPatience);
        _isEnd = atEnd && _full.Count == 0;
        if (_isEnd)
        {
            foreach (WatchedPath path in _lines.Paths)
            {
                path.Pause();
            }
        }

        if (_lines.Phase == WatchPhase.History)
        {
            GiveBack();
        }
        else
        {
            if (_isEnd && _lines.Phase == WatchPhase.Live)
            {
                Compare();
            }

            Apply(atEnd || _lines.Paths.Count == 1);
        }

        if (_isEnd)
        {
            End();
        }

        return _isEnd || (!more && !atEnd);
    }

    /// <summary>Lines of the time before: nobody is told of anything.</summary>
    private void GiveBack()
    {
        foreach (WatchedPath path in _lines.Paths)
        {
            path.Remember();
        }
    }

    /// <summary>Puts what waits in the order of time, as far as nothing earlier can come.</summary>
    private void Apply(bool isComplete)
    {
        while (isComplete)
        {
            WatchedPath? next = null;
            long earliest = long.MaxValue;
            foreach (WatchedPath path in _lines.Paths)
            {
                if (path.Head is { } head && head.Ticks + path.Clock.Correction < earliest)
                {
                    (next, earliest) = (path, head.Ticks + path.Clock.Correction);
                }
                else if (path.Waiting == 0 && _full.Contains(path.Path))
                {
                    isComplete = false; // It has more, which may be earlier.
                }
            }

            if (next is null || !isComplete)
            {
                break;
            }

            // What is written in the future is of a wrong clock, unless only the log's own time counts.
            See(next.Take().Subject, !IsReplay && earliest > _wall.Now + s_early ? _wall.Now : earliest);
        }

        _full.Clear();
        if (_lines.Paths.Count > 1)
        {
            _full.UnionWith(_lines.Paths.Where(path => path.Waiting >= WatchedPath.Full).Select(path => path.Path));
        }
    }

    private void See(int subject, long time)
    {
        if (!_engine.HasBegun)
        {
            _engine.Begin(time);
        }

        Advance(time);
        if (subject >= 0)
        {
            _engine.Seen(subject, time);
            TakeAlerts();
        }
    }

    private void Advance(long now)
    {
        bool isFirst = true;
        while (_periods.Next <= now)
        {
            _engine.Look(_periods.Next);
            TakeAlerts();
            if (_periods.Close(now, ref isFirst) is { } report)
            {
                _rows.Add(report);
            }

            _places.Reported(_periods.Next);
        }

        _engine.Look(now);
        TakeAlerts();
    }

    private void TakeAlerts()
    {
        _rows.AddRange(_engine.Raised);
        _engine.Raised.Clear();
    }

    /// <summary>The logs were read to their end: from here on the clock drives, unless only a replay was asked for.</summary>
    private void End()
    {
        bool isReplay = IsReplay;
        if (_lines.Phase == WatchPhase.History)
        {
            BeginNow();
        }

        if (!isReplay)
        {
            _lines.Phase = WatchPhase.Live;
            _lines.NotBefore = 0;
            if (!_engine.HasBegun)
            {
                _engine.Begin(_wall.Now);
            }

            if (_periods.Current == 0)
            {
                _periods.Begin(_wall.Now);
            }

            Advance(_wall.Now);
        }

        foreach (WatchedPath path in _lines.Paths)
        {
            path.Settle();
        }

        if (_reportNow)
        {
            _reportNow = false;
            _rows.Add(_periods.Now(isReplay ? _engine.Now : _wall.Now));
        }
    }

    private void BeginNow()
    {
        foreach (WatchedPath path in _lines.Paths)
        {
            if (path.Newest != 0 && File.Exists(path.Path) && path.Clock.Found(path.Newest, File.GetLastWriteTimeUtc(path.Path).Ticks))
            {
                Tell(path);
            }

            foreach ((int subject, long time) in path.Remembered)
            {
                _engine.Remember(subject, Math.Min(time + path.Clock.Correction, _wall.Now));
            }
        }

        _engine.Begin(_wall.Now);
        _places.Restart(_follower.Positions);
    }

    /// <summary>The newest line of each log shows how late it is.</summary>
    private void Compare()
    {
        foreach (WatchedPath path in _lines.Paths)
        {
            if (path.Newest != 0 && path.Clock.Came(path.Newest, _wall.Now))
            {
                Tell(path);
            }
        }
    }

    private void Tell(WatchedPath path)
    {
        TimeSpan off = TimeSpan.FromTicks(path.Clock.Correction);
        _options.Remark?.Invoke(off == TimeSpan.Zero
            ? $"'{path.Path}': its times agree with this machine's clock again."
            : $"'{path.Path}': its times are {SpanText.Of(off.Duration())} {(off < TimeSpan.Zero ? "ahead of" : "behind")} this machine's clock, "
                + "or its lines come so late. They are counted as if they were right now; check its clock, and the time zone if its lines name none.");
    }
}
