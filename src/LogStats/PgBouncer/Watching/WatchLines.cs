using LogStats.Alerts;
using LogStats.Envelopes;
using LogStats.Follow;
using LogStats.Scan;

namespace LogStats.PgBouncer.Watching;

/// <summary>Takes the lines of all logs of a watch: adds each up, and keeps who was seen until it can be put in order.</summary>
internal sealed class WatchLines(
    PgBouncerWatchOptions options, WatchedUsers users, WatchPeriods periods, WatchPlaces places, TimeProvider clock) : IFollowedLines
{
    private readonly Dictionary<string, WatchedPath> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>Lines before this moment are of no interest, in UTC ticks.</summary>
    public long NotBefore { get; set; }

    public WatchPhase Phase { get; set; }

    public IReadOnlyCollection<WatchedPath> Paths => _paths.Values;

    public WatchedPath PathOf(string path)
    {
        if (!_paths.TryGetValue(path, out WatchedPath? known))
        {
            _paths[path] = known = new WatchedPath(path);
        }

        return known;
    }

    public void Line(in FollowedLine line) => PathOf(line.Path).Line(in line, NewScan);

    public void Take(WatchedPath path, in PgBouncerLine view)
    {
        long ticks = view.Ticks + path.Clock.Correction;
        if (view.Ticks == 0 || ticks < NotBefore)
        {
            return;
        }

        if (Phase != WatchPhase.History)
        {
            Count(path, in view, ticks);
        }

        path.Add(view.Ticks, -1);
        if (view.Type == PgBouncerEventType.Login)
        {
            Span<int> seen = stackalloc int[2];
            foreach (int subject in seen[..users.Find(in view, seen)])
            {
                path.Add(view.Ticks, subject);
            }
        }
    }

    private void Count(WatchedPath path, in PgBouncerLine view, long ticks)
    {
        if (periods.Current == 0)
        {
            periods.Begin(ticks);
        }

        if (ticks >= periods.Next)
        {
            places.Later(path.Path, ticks);
        }

        // What was reported already is read again only for the lines behind it.
        if (Phase != WatchPhase.Resume || ticks >= periods.Current)
        {
            periods.Add(in view, ticks);
        }
    }

    private LineScan<PgBouncerFormat, PgBouncerLine, WatchVisitor> NewScan(WatchedPath path)
        => new(new PgBouncerFormat(options.PgBouncer, ClockRules.For(options.PgBouncer.TimeZone, null, clock)), new WatchVisitor(this, path))
        {
            Rejected = (reason, line, _) =>
            {
                if (_refused.Add($"{path.Path} {reason.Id}"))
                {
                    options.Remark?.Invoke($"'{path.Path}': lines cannot be read: {reason.Text}. The first was: {LineText.Show(line, 120)}");
                }
            },
        };
}
