using LogStats.Alerts;
using LogStats.Sinks;

namespace LogStats.PgBouncer.Watching;

/// <summary>
/// Adds up by stretches of time, from report to report. Lines belong to the stretch of their own time; one that comes after
/// its stretch was reported counts in the present one.
/// </summary>
internal sealed class WatchPeriods(PgBouncerWatchOptions options, DailyTime? daily, TimeZoneInfo zone, string source)
{
    private static readonly PgBouncerGroup[][] s_groupings = [[PgBouncerGroup.User], [PgBouncerGroup.User, PgBouncerGroup.Client]];

    private readonly SortedDictionary<long, PgBouncerTally> _open = [];
    private long _cachedStart;
    private long _cachedEnd;

    /// <summary>When the stretch began that is reported next, in UTC ticks; 0 before the first.</summary>
    public long Current { get; private set; }

    /// <summary>When it is reported.</summary>
    public long Next { get; private set; } = long.MaxValue;

    public void Begin(long start)
    {
        Current = start;
        Next = daily?.After(start) ?? long.MaxValue;
    }

    public void Add(in PgBouncerLine line, long ticks)
    {
        long start = StartOf(ticks);
        if (!_open.TryGetValue(start, out PgBouncerTally? tally))
        {
            _open[start] = tally = new PgBouncerTally(s_groupings, options.PgBouncer.Filter);
        }

        tally.Add(in line);
    }

    /// <summary>
    /// The report that is due by now, and its end; null for none. Of several that were slept over, one of which no line tells
    /// is left out, unless it is the first or the last of them.
    /// </summary>
    public PgBouncerSummary? Close(long now, ref bool isFirst)
    {
        while (daily is not null && Next <= now)
        {
            (long start, long end) = (Current, Next);
            (Current, Next) = (end, daily.After(end));
            if (isFirst || _open.ContainsKey(start) || Next > now)
            {
                isFirst = false;
                PgBouncerSummary summary = Summary(start, end);
                _ = _open.Remove(start);
                return summary;
            }
        }

        return null;
    }

    /// <summary>What there is of the present stretch; it goes on.</summary>
    public PgBouncerSummary Now(long now) => Summary(Current, Math.Max(now, Current));

    private long StartOf(long ticks)
    {
        if (daily is null || ticks < Next)
        {
            return Current;
        }

        if (ticks < _cachedStart || ticks >= _cachedEnd)
        {
            _cachedStart = daily.Before(ticks);
            _cachedEnd = daily.After(_cachedStart);
        }

        return _cachedStart;
    }

    private PgBouncerSummary Summary(long start, long end)
    {
        if (!_open.TryGetValue(start, out PgBouncerTally? tally))
        {
            tally = new PgBouncerTally(s_groupings, options.PgBouncer.Filter);
        }

        ref readonly PgBouncerSums sums = ref tally.Total;
        MeasureFrame frame = new(SummaryTimes.In(zone), (long)options.PgBouncer.StatsPeriod.TotalSeconds, Origin(start, end, sums.Events));
        PgBouncerReport report = new(Local(start), Local(end), source, Logins(tally.Groups[0], frame), Logins(tally.Groups[1], frame))
        {
            QuerySeconds = sums.MeanQuerySeconds,
        };
        return PgBouncerSummaries.Of(
            [], [], "all", in sums, frame.Time, frame.Period, sums.Weight, frame.Origin.Key(SummaryGroup.All), null, report);
    }

    /// <summary>A log that is followed is named by what it is called: its first line may be gone.</summary>
    private SummaryOrigin Origin(long start, long end, long records) => SourceMix.Followed(
        string.Join('\n', options.Paths.Select(Path.GetFullPath).Order(StringComparer.Ordinal)
            .Append(options.Checkpoint).Append(Environment.MachineName)),
        options.PgBouncer.Question(), SummaryWindow.Of(new(start, TimeSpan.Zero), new(end, TimeSpan.Zero)), records);

    private static PgBouncerSummary[] Logins(PgBouncerGroupTable table, MeasureFrame frame)
        => [.. PgBouncerSummaries.Of(table, frame).Rows.Where(group => group.Logins > 0).OrderBy(group => group.FirstLogin)];

    private DateTimeOffset Local(long moment) => TimeZoneInfo.ConvertTime(new DateTimeOffset(moment, TimeSpan.Zero), zone);
}
