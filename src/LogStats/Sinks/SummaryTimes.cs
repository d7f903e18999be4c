namespace LogStats.Sinks;

/// <summary>The moments of a summary, from ticks in UTC; 0 is none.</summary>
internal static class SummaryTimes
{
    /// <summary>As the clocks of a zone showed them.</summary>
    public static Func<long, DateTimeOffset?> In(TimeZoneInfo zone)
        => ticks => ticks == 0 ? null : TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);

    /// <summary>As they were when they were stored: each in its own zone. No other moment is known.</summary>
    public static Func<long, DateTimeOffset?> Of(params DateTimeOffset?[] stored)
        => ticks => Array.Find(stored, time => time?.UtcTicks == ticks);

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
