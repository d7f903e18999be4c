namespace LogStats.Sinks;

/// <summary>The moments of a summary, from ticks in UTC; 0 is none.</summary>
internal static class SummaryTimes
{
    /// <summary>As the clocks of a zone showed them.</summary>
    public static Func<long, DateTimeOffset?> In(TimeZoneInfo zone)
        => ticks => ticks == 0 ? null : TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);

    /// <summary>As they were when they were stored: each of the two in its own zone.</summary>
    public static Func<long, DateTimeOffset?> Of(DateTimeOffset? first, DateTimeOffset? last)
        => ticks => ticks == first?.UtcTicks ? first : ticks == last?.UtcTicks ? last : null;

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
