using LogStats.Envelopes;

namespace LogStats.Receive;

/// <summary>
/// Finds the time of a line, whatever its format. In this order: a date with slashes that the line begins with; of lines that
/// are not JSON the first time in brackets as access logs have it, also behind what a logger wrote in front; the time that the
/// line begins with; the first time anywhere in it; seconds since 1970 that it begins with. A stranger's words in a line can so
/// lead it to another file at most, never away.
/// </summary>
internal static class StampFinder
{
    public const int ClfLength = 20;

    private const int IsoLength = 19;
    private const int SyslogLength = 15;
    private const int EpochLength = 10;

    /// <param name="line">Without its line end.</param>
    /// <param name="now">What the clock of the receiver shows: for times without a year.</param>
    public static LineStamp Find(ReadOnlySpan<byte> line, DateTime now)
    {
        if (line.Length < EpochLength)
        {
            return LineStamp.None;
        }

        if (Dated(line, 0, (byte)'/') is { Kind: not StampKind.None } slash)
        {
            return slash;
        }

        if (line[0] != '{' && Bracketed(line) is { Kind: not StampKind.None } bracketed)
        {
            return bracketed;
        }

        LineStamp front = Front(line, now);
        return front.Kind != StampKind.None ? front : line[0] == '{' || Epoch(line) is not { Kind: not StampKind.None } epoch ? Anywhere(line) : epoch;
    }

    /// <summary><c>dd/Mon/yyyy:HH:MM:SS</c>, perhaps with a zone.</summary>
    public static LineStamp Clf(ReadOnlySpan<byte> line, int at)
    {
        if (at < 0 || line.Length - at < ClfLength || line[at + 2] != '/' || line[at + 6] != '/' || line[at + 11] != ':')
        {
            return LineStamp.None;
        }

        return Of(StampKind.Clf, line, at, Digits.Four(line, at + 7), Month(line.Slice(at + 3, 3)), Digits.Two(line, at), at + 12);
    }

    /// <summary><c>yyyy?mm?dd HH:MM:SS</c>; with dashes also with a T between.</summary>
    public static LineStamp Dated(ReadOnlySpan<byte> line, int at, byte separator)
    {
        if (at < 0 || line.Length - at < IsoLength || line[at + 4] != separator || line[at + 7] != separator
            || !(line[at + 10] == ' ' || (line[at + 10] == 'T' && separator == '-')))
        {
            return LineStamp.None;
        }

        return Of(separator == '-' ? StampKind.Iso : StampKind.Slash, line, at,
            Digits.Four(line, at), Digits.Two(line, at + 5), Digits.Two(line, at + 8), at + 11);
    }

    private static LineStamp Bracketed(ReadOnlySpan<byte> line)
    {
        for (int from = 0; ;)
        {
            int found = line[from..].IndexOf((byte)'[');
            if (found < 0)
            {
                return LineStamp.None;
            }

            from += found + 1;
            if (Clf(line, from) is { Kind: not StampKind.None } stamp)
            {
                return stamp;
            }
        }
    }

    private static LineStamp Front(ReadOnlySpan<byte> line, DateTime now)
    {
        int at = 0;
        if (line[0] == '<')
        {
            int close = line[..Math.Min(line.Length, 5)].IndexOf((byte)'>');
            at = close < 2 ? 0 : close + 1;
            if (close >= 2 && line[at..].StartsWith("1 "u8))
            {
                at += 2;
            }
        }

        return Dated(line, at, (byte)'-') is { Kind: not StampKind.None } iso ? iso : Syslog(line, at, now);
    }

    /// <summary>Whatever stands around it: every time that is known here has a colon behind its hour.</summary>
    private static LineStamp Anywhere(ReadOnlySpan<byte> line)
    {
        for (int from = 0; ;)
        {
            int found = line[from..].IndexOf((byte)':');
            if (found < 0)
            {
                return LineStamp.None;
            }

            int colon = from + found;
            LineStamp stamp = Clf(line, colon - 11);
            stamp = stamp.Kind == StampKind.None ? Dated(line, colon - 13, (byte)'-') : stamp;
            stamp = stamp.Kind == StampKind.None ? Dated(line, colon - 13, (byte)'/') : stamp;
            if (stamp.Kind != StampKind.None)
            {
                return stamp;
            }

            from = colon + 1;
        }
    }

    /// <summary><c>Mon dd HH:MM:SS</c>: the year is the last one that fits.</summary>
    private static LineStamp Syslog(ReadOnlySpan<byte> line, int at, DateTime now)
    {
        if (line.Length - at < SyslogLength || line[at + 3] != ' ' || line[at + 6] != ' ')
        {
            return LineStamp.None;
        }

        int month = Month(line.Slice(at, 3));
        int day = Digits.BlankTwo(line, at + 4);
        long latest = Seconds(now.AddDays(1));
        for (int year = now.Year + 1; month > 0 && year > now.Year - 8 && year > 0; year--)
        {
            LineStamp stamp = Of(StampKind.Syslog, line, at, year, month, day, at + 7);
            if (stamp.Kind != StampKind.None && stamp.Seconds <= latest)
            {
                return stamp;
            }
        }

        return LineStamp.None;
    }

    private static LineStamp Epoch(ReadOnlySpan<byte> line)
    {
        if (Digits.Front(line, out long seconds) != EpochLength || line.Length == EpochLength || line[EpochLength] is not ((byte)'.' or (byte)' ' or (byte)'\t' or (byte)','))
        {
            return LineStamp.None;
        }

        long all = Seconds(DateTime.UnixEpoch) + seconds;
        return new LineStamp(StampKind.Epoch, 0, all - (all % 3600), (int)(all % 3600), 0);
    }

    private static LineStamp Of(StampKind kind, ReadOnlySpan<byte> line, int at, int year, int month, int day, int clock)
    {
        int hour = Digits.Two(line, clock);
        int rest = Rest(line, clock + 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || rest < 0)
        {
            return LineStamp.None;
        }

        return new LineStamp(kind, at, Seconds(new DateTime(year, month, day, hour, 0, 0)), rest, kind == StampKind.Syslog ? null : Zone(line, clock + 8));
    }

    /// <summary><c>:MM:SS</c> in seconds, -1 where it is none. A leap second counts as the one before it.</summary>
    public static int Rest(ReadOnlySpan<byte> line, int at)
    {
        if (line[at] != ':' || line[at + 3] != ':')
        {
            return -1;
        }

        int minute = Digits.Two(line, at + 1);
        int second = Digits.Two(line, at + 4);
        return minute is >= 0 and <= 59 && second is >= 0 and <= 60 ? (minute * 60) + Math.Min(second, 59) : -1;
    }

    private static short? Zone(ReadOnlySpan<byte> line, int at)
    {
        if (at < line.Length && line[at] is (byte)'.' or (byte)',')
        {
            at++;
            while (at < line.Length && char.IsAsciiDigit((char)line[at]))
            {
                at++;
            }
        }

        if (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        if (at < line.Length && line[at] == 'Z')
        {
            return 0;
        }

        if (at + 5 > line.Length || line[at] is not ((byte)'+' or (byte)'-'))
        {
            return null;
        }

        int minutesAt = line[at + 3] == ':' ? at + 4 : at + 3;
        int hours = Digits.Two(line, at + 1);
        int minutes = minutesAt + 2 <= line.Length ? Digits.Two(line, minutesAt) : -1;
        return hours is < 0 or > 14 || minutes is < 0 or > 59 ? null : (short)(((hours * 60) + minutes) * (line[at] == '-' ? -1 : 1));
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : -1;
    }

    public static long Seconds(DateTime moment) => moment.Ticks / TimeSpan.TicksPerSecond;
}
