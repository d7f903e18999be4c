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
public sealed partial class PgBouncerWatch : IDisposable
{
    /// <summary>So often the end of a file that is being rotated is waited for.</summary>
    private const int MostPatience = 5;

    private static readonly TimeSpan s_untilSaved = TimeSpan.FromSeconds(10);
    private static readonly long s_early = TimeSpan.FromMinutes(2).Ticks;

    private readonly PgBouncerWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly AlertEngine _engine;
    private readonly WatchPeriods _periods;
    private readonly WatchPlaces _places = new();
    private readonly WatchLines _lines;
    private readonly WatchOrder _order;
    private readonly WatchClocks _clocks;
    private readonly WallClock _wall;
    private readonly LogFollower _follower;
    private readonly List<IRow> _rows = [];
    private readonly long _begun;
    private int _patience;
    private int _left;
    private bool _isEnd;
    private volatile bool _reportNow;

    /// <exception cref="LogStatsException">Something in the options cannot be used, or the checkpoint is in use.</exception>
    public PgBouncerWatch(PgBouncerWatchOptions options, TimeProvider clock)
    {
        options.Check();
        (_options, _clock, _begun, _reportNow) = (options, clock, clock.GetTimestamp(), options.ReportNow);
        TimeZoneInfo zone = options.Window.TimeZone ?? options.PgBouncer.TimeZone ?? clock.LocalTimeZone;
        string source = string.Join("; ", options.Paths);
        AlertOptions alerts = new() { Thresholds = options.Thresholds, Window = options.Window, Source = source };
        alerts.Check();
        _engine = new AlertEngine(alerts, zone);
        _periods = new WatchPeriods(options, options.ReportAt is { } at ? new DailyTime(at, zone) : null, zone, source);
        _lines = new WatchLines(options, new WatchedUsers(options.Thresholds.Keys, _engine), _periods, _places, clock);
        _order = new WatchOrder(_lines);
        _clocks = new WatchClocks(_lines, options.Remark);
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

    public void Dispose() => _follower.Dispose();

    /// <summary>Nothing but the logs is looked at, not even the clock.</summary>
    private bool IsReplay => _lines.Phase == WatchPhase.Replay && _options.Timeout == TimeSpan.Zero;

    /// <summary>Reads a part of what there is and tells what follows from it. True if there is nothing more to read for now.</summary>
    private bool Step(CancellationToken stop)
    {
        // Asked before reading: what was written until then is read.
        long leap = _wall.Look();
        if (leap != 0 && _lines.Phase == WatchPhase.Live)
        {
            _engine.Shift(leap);
            _clocks.Leapt(TimeSpan.FromTicks(leap));
        }

        _places.Before(_follower.Positions);
        bool more = _follower.Look(_lines, _order.Full, stop);
        _patience = more || _follower.IsAtEnd ? 0 : _patience + 1;
        bool atEnd = !more && (_follower.IsAtEnd || _patience > MostPatience);
        _isEnd = atEnd && _order.Full.Count == 0;
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
                _clocks.Came(_wall.Now);
            }

            if (atEnd || _lines.Paths.Count == 1)
            {
                _order.Give(See);
            }

            _order.Refill();
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

    private void See(int subject, long told)
    {
        // What is written in the future is of a wrong clock, unless only the log's own time counts.
        long time = !IsReplay && told > _wall.Now + s_early ? _wall.Now : told;
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
        _clocks.Found();
        foreach (WatchedPath path in _lines.Paths)
        {
            foreach ((int subject, long time) in path.Remembered)
            {
                _engine.Remember(subject, Math.Min(time + path.Clock.Correction, _wall.Now));
            }
        }

        _engine.Begin(_wall.Now);
        _places.Restart(_follower.Positions);
    }
}
