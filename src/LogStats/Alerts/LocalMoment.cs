namespace LogStats.Alerts;

/// <summary>The moment at which a clock on the wall shows a time, on nights too in which the clocks are changed.</summary>
internal static class LocalMoment
{
    /// <summary>
    /// UTC ticks. A time that comes twice is meant the first time, or the last if asked for; one that is left out means the
    /// moment at which the clock leaps over it.
    /// </summary>
    public static long Of(TimeZoneInfo zone, DateTime local, bool last = false)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            return Leap(zone, local);
        }

        TimeSpan offset = zone.GetUtcOffset(local);
        if (zone.IsAmbiguousTime(local))
        {
            TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(local);
            offset = last ? offsets.Min() : offsets.Max();
        }

        return local.Ticks - offset.Ticks;
    }

    /// <summary>The first moment at which the clock shows a later time: between a day before and a day after, a day at most being left out.</summary>
    private static long Leap(TimeZoneInfo zone, DateTime local)
    {
        long before = local.Ticks - (2 * TimeSpan.TicksPerDay);
        long after = local.Ticks + (2 * TimeSpan.TicksPerDay);
        while (after - before > 1)
        {
            long middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTimeFromUtc(new DateTime(middle, DateTimeKind.Utc), zone) < local)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return after;
    }
}
