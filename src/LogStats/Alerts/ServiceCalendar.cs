namespace LogStats.Alerts;

/// <summary>
/// Finds the times that service is open. Where the clock shows the opening time twice, the first counts; where it shows the
/// closing time twice, the last: an hour that comes twice is served twice.
/// </summary>
internal sealed class ServiceCalendar(ServiceWindow window, TimeZoneInfo zone)
{
    /// <summary>Longer than any pause that weekdays and changed clocks can make.</summary>
    private const int MostDays = 30;

    private ServiceSpan _last;

    public bool IsAlways { get; } = window.IsAlways;

    /// <summary>The time that is open at a moment, or else the next one; null at the end of all calendars.</summary>
    public ServiceSpan? At(long moment)
    {
        if (_last.Has(moment))
        {
            return _last;
        }

        if (IsAlways)
        {
            return _last = new ServiceSpan(0, long.MaxValue);
        }

        if (moment < TimeSpan.TicksPerDay * MostDays || moment > DateTime.MaxValue.Ticks - (TimeSpan.TicksPerDay * MostDays * 2))
        {
            return null;
        }

        DateTime first = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(moment, DateTimeKind.Utc), zone).Date.AddDays(-2);
        for (int day = 0; day < MostDays; day++)
        {
            if (Opening(first.AddDays(day)) is { } span && span.Close > moment && span.Close > span.Open)
            {
                return _last = span;
            }
        }

        return null;
    }

    /// <summary>The span of a day; of whole days that follow each other, the span of them all.</summary>
    private ServiceSpan? Opening(DateTime day)
    {
        if (!window.OpensOn(day.DayOfWeek))
        {
            return null;
        }

        if (!window.IsWholeDays)
        {
            DateTime close = window.CloseAt > window.OpenAt ? day : day.AddDays(1);
            return new ServiceSpan(LocalMoment.Of(zone, day + window.OpenAt), LocalMoment.Of(zone, close + window.CloseAt, last: true));
        }

        DateTime from = day;
        while (window.OpensOn(from.AddDays(-1).DayOfWeek))
        {
            from = from.AddDays(-1);
        }

        while (window.OpensOn(day.DayOfWeek))
        {
            day = day.AddDays(1);
        }

        return new ServiceSpan(LocalMoment.Of(zone, from), LocalMoment.Of(zone, day, last: true));
    }
}
