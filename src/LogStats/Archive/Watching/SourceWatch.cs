using LogStats.Alerts;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.Archive.Watching;

/// <summary>
/// Watches the sources of a receiver's directory and tells who is silent, who never came, who is back, and once an hour what came. A source
/// that shows up later is watched from then on. What is noticed is kept before it is told: a watch that is killed loses no alert, and
/// repeats at most those of its last look, under the same names.
/// </summary>
public sealed partial class SourceWatch : IDisposable
{
    private readonly SourceWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _directory;
    private readonly AlertEngine _engine;
    private readonly WatchedSources _sources;
    private readonly SummaryHours _hours;
    private readonly WallClock _wall;
    private readonly IDisposable? _hold;
    private readonly List<LogAlert> _pending = [];
    private readonly long _begun;
    private DateTime? _reported;

    /// <exception cref="LogStatsException">There is no such directory, something in the options cannot be used, or the checkpoint is in use.</exception>
    public SourceWatch(SourceWatchOptions options, TimeProvider clock)
    {
        options.Check();
        (_options, _clock, _begun, _directory) = (options, clock, clock.GetTimestamp(), ArchiveTidying.Whole(options.Directory));
        TimeZoneInfo zone = options.TimeZone ?? clock.LocalTimeZone;
        _engine = new AlertEngine(new AlertOptions { Source = _directory, Silent = LogAlertKind.Inactive }, zone);
        _sources = new WatchedSources(_directory, options, _engine);
        _hours = new SummaryHours(zone);
        _wall = new WallClock(clock);
        _hold = options.Store?.Hold(options.Checkpoint);
        try
        {
            Begin();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Alerts (<see cref="LogAlert"/>) and reports (<see cref="LogSourceSummary"/>), each as soon as it is known, until the time is up.
    /// Asking for the next one says that the last one is safe.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<IRow> Rows(CancellationToken stop = default)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            Look();
            if (_isDirty || _pending.Count > 0 || IsTime())
            {
                Save();
            }

            while (_pending.Count > 0)
            {
                yield return _pending[0];
                _pending.RemoveAt(0);
                _isDirty = true;
            }

            List<DateTime> hours = _options.Summary ? _hours.Open(_wall.Now) : [];
            foreach ((DateTime hour, LogSourceSummary report) in Reports(hours, stop))
            {
                _reported = hour;
                yield return report;
                _isDirty = true;
            }

            if (hours.Count > 0)
            {
                _hours.Told(hours[^1]);
                _reported = null;
            }

            bool isOver = _options.Timeout is { } timeout && _clock.GetElapsedTime(_begun) >= timeout;
            if (_isDirty)
            {
                Save();
            }

            if (isOver)
            {
                yield break;
            }

            Task.Delay(_options.Interval, _clock, stop).GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _hold?.Dispose();

    /// <summary>Of several hours that were slept over, one in which nothing came is left out, unless it is the last.</summary>
    private IEnumerable<(DateTime Hour, LogSourceSummary Report)> Reports(List<DateTime> hours, CancellationToken stop)
        => hours.Count == 0 ? [] : hours.Zip(SourceTally.Reports(_directory, hours, stop)).Where(one => one.Second.Files > 0 || one.First == hours[^1]);

    private void Look()
    {
        long leap = _wall.Look();
        if (leap != 0)
        {
            _sources.Leap(_wall.Now, leap);
            _hours.SetBack(_wall.Now);
            _isDirty = true;
            _options.Remark?.Invoke($"This machine's clock went {(leap > 0 ? "on" : "back")} by {SpanText.Of(TimeSpan.FromTicks(leap).Duration())} at once, "
                + "because it was set or the machine slept. How long everybody has been silent is counted as before.");
        }

        _isDirty |= _sources.Look(_wall.Now);
        Take();
    }

    private void Take()
    {
        foreach (LogAlert alert in _engine.Raised.OrderBy(static alert => alert.Time))
        {
            alert.LastFile = _sources.LastFile(alert.Subject);
            _pending.Add(alert);
        }

        _engine.Raised.Clear();
    }
}
