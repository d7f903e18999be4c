namespace LogStats.Envelopes;

/// <summary>How a stamp without a zone or without a year is to be understood.</summary>
/// <param name="Zone">The zone of stamps that name none.</param>
/// <param name="Latest">No line was written later than this (the file's last write, or now): a stamp without a year
/// gets the last year that keeps it before this plus a day.</param>
public sealed record ClockRules(TimeZoneInfo Zone, DateTimeOffset Latest)
{
    public static ClockRules For(TimeZoneInfo? zone, DateTimeOffset? latest, TimeProvider clock)
        => new(zone ?? clock.LocalTimeZone, latest ?? clock.GetUtcNow());
}
