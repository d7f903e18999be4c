namespace LogStats.Alerts;

/// <summary>A time of the day, once on each day, whatever is done to the clocks.</summary>
internal sealed class DailyTime(TimeSpan at, TimeZoneInfo zone)
{
    /// <summary>The first such moment after this one, in UTC ticks.</summary>
    public long After(long moment)
    {
        DateTime day = DateOf(moment).AddDays(-1);
        while (true)
        {
            long next = LocalMoment.Of(zone, day + at);
            if (next > moment)
            {
                return next;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>The last such moment at or before this one.</summary>
    public long Before(long moment)
    {
        DateTime day = DateOf(moment).AddDays(1);
        while (true)
        {
            long last = LocalMoment.Of(zone, day + at);
            if (last <= moment)
            {
                return last;
            }

            day = day.AddDays(-1);
        }
    }

    private DateTime DateOf(long moment) => TimeZoneInfo.ConvertTimeFromUtc(new DateTime(moment, DateTimeKind.Utc), zone).Date;
}
