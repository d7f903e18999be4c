using LogStats.Faults;

namespace LogStats.Alerts;

/// <summary>When somebody is to be there: from when to when on which days, by the clock on the wall of a zone.</summary>
public sealed record ServiceWindow
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>The time of the day at which it opens.</summary>
    public TimeSpan OpenAt { get; init; } = TimeSpan.Zero;

    /// <summary>The time of the day at which it closes, up to 24:00; one before <see cref="OpenAt"/> is on the next day.</summary>
    public TimeSpan CloseAt { get; init; } = s_day;

    /// <summary>The days on which it opens; none for every day.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>The zone of its times; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>It opens at midnight and closes at midnight: days that follow each other are one.</summary>
    internal bool IsWholeDays => OpenAt == TimeSpan.Zero && CloseAt == s_day;

    /// <summary>It never closes.</summary>
    internal bool IsAlways => IsWholeDays && Days == 7;

    private int Days => Weekdays.Count == 0 ? 7 : Weekdays.Distinct().Count();

    internal bool OpensOn(DayOfWeek day) => Weekdays.Count == 0 || Weekdays.Contains(day);

    /// <exception cref="LogStatsException">It can never be open.</exception>
    public void Check()
    {
        if (OpenAt < TimeSpan.Zero || OpenAt >= s_day)
        {
            throw Fail.Value("the time at which service opens", ClockTime.Text(OpenAt), ClockTime.Expected);
        }

        if (CloseAt < TimeSpan.Zero || CloseAt > s_day)
        {
            throw Fail.Value("the time at which service closes", ClockTime.Text(CloseAt), ClockTime.Expected);
        }

        if (OpenAt == CloseAt)
        {
            throw Fail.Value("a service window", $"{ClockTime.Text(OpenAt)} to {ClockTime.Text(CloseAt)}",
                "two different times; leave both out for service round the clock");
        }
    }

    /// <summary>A threshold that is as long as the shortest window would never be passed within one.</summary>
    /// <exception cref="LogStatsException">It is that long, or none at all.</exception>
    public void Check(string subject, TimeSpan threshold)
    {
        if (threshold <= TimeSpan.Zero || threshold > TimeSpan.FromDays(366))
        {
            throw Fail.Value($"the threshold of '{subject}'", $"{threshold}", "more than nothing and at most a year, such as 30s, 5m or 1d");
        }

        if (!IsAlways && threshold >= Shortest)
        {
            throw Fail.Value($"the threshold of '{subject}'", SpanText.Of(threshold),
                $"less than the {SpanText.Of(Shortest)} that service is open at a time, or there could never be an alert");
        }
    }

    private TimeSpan Shortest => IsWholeDays ? TimeSpan.FromDays(Runs().Min())
        : CloseAt > OpenAt ? CloseAt - OpenAt : CloseAt + s_day - OpenAt;

    /// <summary>How many days each run of days has.</summary>
    private IEnumerable<int> Runs()
    {
        foreach (DayOfWeek day in Enum.GetValues<DayOfWeek>())
        {
            if (OpensOn(day) && !OpensOn(Next(day, 6)))
            {
                yield return Enumerable.Range(0, 7).TakeWhile(later => OpensOn(Next(day, later))).Count();
            }
        }
    }

    private static DayOfWeek Next(DayOfWeek day, int by) => (DayOfWeek)(((int)day + by) % 7);
}
