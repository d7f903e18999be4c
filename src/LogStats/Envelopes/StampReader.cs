namespace LogStats.Envelopes;

/// <summary>
/// Dates and times of log lines to UTC ticks. Remembers the last stamp of each shape, because a log repeats one many
/// times, and the zone's offset by the minute, because asking for it costs more than the rest of the line.
/// </summary>
internal sealed class StampReader(ClockRules rules)
{
    /// <summary>In minutes: what a point in time can carry.</summary>
    private const int LargestOffset = 14 * 60;

    private readonly long _latestTicks = rules.Latest.UtcTicks + TimeSpan.TicksPerDay;
    private readonly byte[] _last = new byte[24];
    private int _lastLength;
    private long _lastTicks;
    private short _lastOffset;
    private long _minute = long.MinValue;
    private short _minuteOffset;

    /// <summary><c>YYYY?MM?DD?HH:MM:SS</c>, the separators being whatever the caller has checked.</summary>
    public bool YearFirst(ReadOnlySpan<byte> stamp, out long ticks, out short offset)
    {
        if (Recall(stamp[..19], out ticks, out offset))
        {
            return true;
        }

        return Local(Digits.Four(stamp, 0), Digits.Two(stamp, 5), Digits.Two(stamp, 8), stamp[11..19], out ticks, out offset)
            && Remember(stamp[..19], ticks, offset);
    }

    /// <summary><c>YYYY Mon _D HH:MM:SS</c>, 20 bytes.</summary>
    public bool YearThenMonthName(ReadOnlySpan<byte> stamp, out long ticks, out short offset)
    {
        if (Recall(stamp[..20], out ticks, out offset))
        {
            return true;
        }

        return Local(Digits.Four(stamp, 0), MonthName(stamp[5..8]), Digits.BlankTwo(stamp, 9), stamp[12..20], out ticks, out offset)
            && Remember(stamp[..20], ticks, offset);
    }

    /// <summary><c>Mon _D HH:MM:SS</c>, 15 bytes: the year is the last one that fits.</summary>
    public bool WithoutYear(ReadOnlySpan<byte> stamp, out long ticks, out short offset)
    {
        if (Recall(stamp[..15], out ticks, out offset))
        {
            return true;
        }

        int month = MonthName(stamp[..3]);
        int day = Digits.BlankTwo(stamp, 4);
        int year = rules.Latest.Year + 1;
        for (int earliest = year - 9; year >= earliest; year--)
        {
            if (Local(year, month, day, stamp[7..15], out ticks, out offset) && ticks <= _latestTicks)
            {
                return Remember(stamp[..15], ticks, offset);
            }
        }

        return false;
    }

    /// <summary>
    /// <c>YYYY-MM-DDTHH:MM:SS[.fff][Z|+hh:mm|+hhmm]</c>; returns its length, 0 where it is none. A stamp without a zone
    /// is in the zone of the rules.
    /// </summary>
    public int Iso(ReadOnlySpan<byte> text, out long ticks, out short offset)
    {
        ticks = 0;
        offset = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')
            || !Parts(Digits.Four(text, 0), Digits.Two(text, 5), Digits.Two(text, 8), text[11..19], out long local))
        {
            return 0;
        }

        int at = 19;
        if (at < text.Length && text[at] is (byte)'.' or (byte)',')
        {
            long unit = TimeSpan.TicksPerSecond;
            for (at++; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
            {
                unit /= 10;
                local += unit * (text[at] - '0');
            }
        }

        if (at < text.Length && text[at] == 'Z')
        {
            ticks = local;
            return at + 1;
        }

        if (at + 5 <= text.Length && text[at] is (byte)'+' or (byte)'-')
        {
            int minutesAt = text[at + 3] == ':' ? at + 4 : at + 3;
            int hours = Digits.Two(text, at + 1);
            int minutes = minutesAt + 2 <= text.Length ? Digits.Two(text, minutesAt) : -1;
            if (hours is < 0 or > 14 || minutes is < 0 or > 59)
            {
                return 0;
            }

            offset = (short)(((hours * 60) + minutes) * (text[at] == '-' ? -1 : 1));
            ticks = local - (offset * TimeSpan.TicksPerMinute);
            return offset is >= -LargestOffset and <= LargestOffset && IsInCalendar(ticks) ? minutesAt + 2 : 0;
        }

        ToUtc(local, out ticks, out offset);
        return IsInCalendar(ticks) ? at : 0;
    }

    /// <summary>A local time on the first or last day may be none in UTC.</summary>
    private static bool IsInCalendar(long ticks) => (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks;

    private static int MonthName(ReadOnlySpan<byte> name)
    {
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : -1;
    }

    private static bool Parts(int year, int month, int day, ReadOnlySpan<byte> time, out long ticks)
    {
        ticks = 0;
        int hour = Digits.Two(time, 0);
        int minute = Digits.Two(time, 3);
        int second = Digits.Two(time, 6);
        if (time[2] != ':' || time[5] != ':' || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        // A leap second is counted as the second before it: no calendar here has a place for it.
        ticks = new DateTime(year, month, day, hour, minute, Math.Min(second, 59)).Ticks;
        return true;
    }

    private bool Local(int year, int month, int day, ReadOnlySpan<byte> time, out long ticks, out short offset)
    {
        if (!Parts(year, month, day, time, out ticks))
        {
            offset = 0;
            return false;
        }

        ToUtc(ticks, out ticks, out offset);
        return IsInCalendar(ticks);
    }

    private void ToUtc(long local, out long ticks, out short offset)
    {
        long minute = local / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            _minute = minute;
            _minuteOffset = (short)rules.Zone.GetUtcOffset(new DateTime(local, DateTimeKind.Unspecified)).TotalMinutes;
        }

        ticks = local - (_minuteOffset * TimeSpan.TicksPerMinute);
        offset = _minuteOffset;
    }

    private bool Recall(ReadOnlySpan<byte> stamp, out long ticks, out short offset)
    {
        ticks = _lastTicks;
        offset = _lastOffset;
        return stamp.SequenceEqual(_last.AsSpan(0, _lastLength));
    }

    private bool Remember(ReadOnlySpan<byte> stamp, long ticks, short offset)
    {
        stamp.CopyTo(_last);
        (_lastLength, _lastTicks, _lastOffset) = (stamp.Length, ticks, offset);
        return true;
    }
}
