using LogStats.Envelopes;

namespace LogStats.Elf.Times;

/// <summary>
/// The parts of a time to UTC ticks. Remembers the last day, because a log repeats one many times, and the zone's offset
/// by the minute, because asking for it costs more than the rest of the line. Not for two threads at once.
/// </summary>
/// <param name="rules">The zone of times that name none, and the end of the log for those without a year.</param>
/// <param name="assumesUtc">A time without a zone is in UTC, whatever the rules say: W3C.</param>
internal sealed class TimeClock(ClockRules rules, bool assumesUtc = false)
{
    /// <summary>A day that is in no calendar of the last so many years is in none.</summary>
    private const int YearsBack = 9;

    private readonly long _latestTicks = rules.Latest.UtcTicks + TimeSpan.TicksPerDay;
    private int _day;
    private long _dayTicks;
    private long _minute = long.MinValue;
    private short _minuteOffset;

    /// <summary>False where the parts are no moment: no date was told, or it is in no calendar.</summary>
    public bool TryUtc(in TimeParts parts, out long ticks, out short offsetMinutes)
    {
        if (parts.Epoch != 0)
        {
            ticks = parts.Epoch + parts.Fraction;
            offsetMinutes = parts.HasOffset ? parts.OffsetMinutes : (short)0;
            return true;
        }

        if (parts.Year != 0)
        {
            return InYear(parts, parts.Year, out ticks, out offsetMinutes);
        }

        // A time without a year is in the last one that fits, as in a syslog line.
        for (int year = rules.Latest.Year + 1, earliest = year - YearsBack; year >= earliest; year--)
        {
            if (InYear(parts, year, out ticks, out offsetMinutes) && ticks <= _latestTicks)
            {
                return true;
            }
        }

        (ticks, offsetMinutes) = (0, 0);
        return false;
    }

    private bool InYear(in TimeParts parts, int year, out long ticks, out short offset)
    {
        (ticks, offset) = (0, 0);
        int hour = parts.HalfDayHour == 0 ? parts.Hour : (parts.HalfDayHour % 12) + (parts.IsAfternoon ? 12 : 0);
        if (hour is < 0 or > 23 || parts.Minute is < 0 or > 59 || parts.Second is < 0 or > 60
            || !TryDay(parts, year, out long local))
        {
            return false;
        }

        // A leap second is counted as the second before it: no calendar here has a place for it.
        local += (hour * TimeSpan.TicksPerHour) + (parts.Minute * TimeSpan.TicksPerMinute)
            + (Math.Min(parts.Second, 59) * TimeSpan.TicksPerSecond) + parts.Fraction;
        offset = parts.HasOffset ? parts.OffsetMinutes : assumesUtc ? (short)0 : OffsetOf(local);
        ticks = local - (offset * TimeSpan.TicksPerMinute);

        // A local time on the first or last day may be none in UTC.
        return (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks;
    }

    private bool TryDay(in TimeParts parts, int year, out long ticks)
    {
        ticks = _dayTicks;
        int month = parts.DayOfYear == 0 ? parts.Month : 0;
        int dayOf = parts.DayOfYear == 0 ? parts.Day : parts.DayOfYear;
        int day = (year << 14) | (month << 9) | dayOf;
        if (day == _day)
        {
            return true;
        }

        if (year is < 1 or > 9999 || month is < 0 or > 12 || dayOf < 1 || (month == 0 && parts.DayOfYear == 0)
            || dayOf > (month > 0 ? DateTime.DaysInMonth(year, month) : DateTime.IsLeapYear(year) ? 366 : 365))
        {
            return false;
        }

        ticks = month > 0 ? new DateTime(year, month, dayOf).Ticks : new DateTime(year, 1, 1).AddDays(dayOf - 1).Ticks;
        (_day, _dayTicks) = (day, ticks);
        return true;
    }

    private short OffsetOf(long local)
    {
        long minute = local / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            _minute = minute;
            _minuteOffset = (short)rules.Zone.GetUtcOffset(new DateTime(local, DateTimeKind.Unspecified)).TotalMinutes;
        }

        return _minuteOffset;
    }
}
