using LogStats.Envelopes;

namespace LogStats.Elf.Times;

/// <summary>Times whose form never changes, read without a step for each part. Every method returns the length it took,
/// -1 where the text is something else.</summary>
internal static class FixedTimes
{
    /// <summary>Of <c>21/Nov/2026:06:02:13 +0000</c>.</summary>
    private const int ClfLength = 26;

    public static int Clf(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (text.Length < ClfLength || text[2] != '/' || text[6] != '/' || text[11] != ':' || text[20] != ' '
            || ClockOfDay(text[12..20], ref parts) < 0 || text[21] is not ((byte)'+' or (byte)'-')
            || ZoneOffset.Read(text[21..ClfLength], ref parts) != 5)
        {
            return -1;
        }

        parts.Day = Digits.Two(text, 0);
        parts.Month = TimeNames.ShortMonth(text[3..]);
        parts.Year = Digits.Four(text, 7);
        return parts.Day > 0 && parts.Month > 0 && parts.Year > 0 ? ClfLength : -1;
    }

    public static int Iso(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (text.Length < 19 || IsoDate(text, (byte)'-', ref parts) < 0)
        {
            return -1;
        }

        return IsoTail(text, ref parts);
    }

    /// <summary>What follows the date: <c>T</c> or a blank, the time of day and perhaps a zone.</summary>
    public static int IsoTail(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (text.Length < 19 || text[10] is not ((byte)'T' or (byte)' ') || ClockOfDay(text[11..19], ref parts) < 0)
        {
            return -1;
        }

        int at = 19 + PartOfSecond(text[19..], ref parts);
        if (at == text.Length || text[at] is not ((byte)'Z' or (byte)'+' or (byte)'-'))
        {
            return at;
        }

        int zone = ZoneOffset.Read(text[at..], ref parts);
        return zone < 0 ? -1 : at + zone;
    }

    public static int IsoDate(ReadOnlySpan<byte> text, byte separator, ref TimeParts parts)
    {
        if (text.Length < 10 || text[4] != separator || text[7] != separator)
        {
            return -1;
        }

        parts.Year = Digits.Four(text, 0);
        parts.Month = Digits.Two(text, 5);
        parts.Day = Digits.Two(text, 8);
        return parts.Year > 0 && parts.Month > 0 && parts.Day > 0 ? 10 : -1;
    }

    public static int TimeOfDay(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int at = TimeStepReader.Number(text, 1, 2, out parts.Hour);
        if (at < 0 || at + 3 > text.Length || text[at] != ':' || (parts.Minute = Digits.Two(text, at + 1)) < 0)
        {
            return -1;
        }

        at += 3;
        parts.Second = 0;
        if (at + 3 > text.Length || text[at] != ':' || Digits.Two(text, at + 1) is not (>= 0 and int second))
        {
            return at;
        }

        parts.Second = second;
        return at + 3 + PartOfSecond(text[(at + 3)..], ref parts);
    }

    public static int UsDate(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int at = TimeStepReader.Number(text, 1, 2, out parts.Month);
        if (at < 0 || at == text.Length || text[at] != '/')
        {
            return -1;
        }

        int length = TimeStepReader.Number(text[++at..], 1, 2, out parts.Day);
        at += length + 1;
        if (length < 0 || at > text.Length || text[at - 1] != '/')
        {
            return -1;
        }

        length = TimeStepReader.Number(text[at..], 2, 4, out int year);
        parts.Year = length == 2 ? year + (year > 68 ? 1900 : 2000) : year;
        return length is 2 or 4 && parts.Month > 0 && parts.Day > 0 && parts.Year > 0 ? at + length : -1;
    }

    /// <summary><c>HH:MM:SS</c>, and nothing else.</summary>
    private static int ClockOfDay(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        parts.Hour = Digits.Two(text, 0);
        parts.Minute = Digits.Two(text, 3);
        parts.Second = Digits.Two(text, 6);
        return text[2] == ':' && text[5] == ':' ? parts.Hour | parts.Minute | parts.Second : -1;
    }

    /// <summary>A point or comma is a part of the time only where a digit follows.</summary>
    private static int PartOfSecond(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (text.Length < 2 || text[0] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[1]))
        {
            return 0;
        }

        return 1 + TimeStepReader.Fraction(text[1..], int.MaxValue, out parts.Fraction);
    }
}
