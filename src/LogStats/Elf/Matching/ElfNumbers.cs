using System.Runtime.CompilerServices;
using LogStats.Envelopes;

namespace LogStats.Elf.Matching;

/// <summary>The numbers of access logs: -1 for what a server writes as unknown, and for what is none at all, which
/// <see cref="IsNone"/> tells apart.</summary>
internal static class ElfNumbers
{
    private const long Billion = 1_000_000_000;

    /// <summary>
    /// A status: <c>000</c> to <c>999</c>, 0 for "client closed" as some write it, -1 where there is none, -2 where it is
    /// no number at all.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Status(ReadOnlySpan<byte> text)
    {
        if (text.Length == 3)
        {
            uint high = (uint)text[0] - '0';
            uint middle = (uint)text[1] - '0';
            uint low = (uint)text[2] - '0';
            return high <= 9 && middle <= 9 && low <= 9 ? (int)((high * 100) + (middle * 10) + low) : -2;
        }

        return text.IsEmpty || text is [(byte)'-'] || text.SequenceEqual("-1"u8) ? -1 : text is [(byte)'0'] ? 0 : -2;
    }

    /// <summary>What servers write for a number that there is not: nothing, <c>-</c>, <c>-1</c>.</summary>
    public static bool IsNone(ReadOnlySpan<byte> text) => text.IsEmpty || text[0] == '-';

    /// <summary>A count of bytes; a leading <c>+</c> says that the answer was not over when it was logged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Count(ReadOnlySpan<byte> text)
    {
        ulong sum = 0;
        for (int at = 0; at < text.Length; at++)
        {
            uint digit = (uint)text[at] - '0';
            if (digit > 9 || sum > long.MaxValue / 10 - 1)
            {
                return at == 0 && text is [(byte)'+', _, ..] ? Count(text[1..]) : -1;
            }

            sum = (sum * 10) + digit;
        }

        return text.IsEmpty ? -1 : (long)sum;
    }

    /// <summary>The same of a range, whose usual digits are read at once, without a loop that nobody can predict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Count(ReadOnlySpan<byte> bytes, FieldRange range)
    {
        int end = range.Start + range.Length;
        return end >= sizeof(ulong) && range.Length is > 0 and < sizeof(ulong)
            && Digits.Back(bytes[..end], out long value) == range.Length ? value : Count(range.Of(bytes));
    }

    /// <summary>A duration in microseconds, whatever it is written in; of a list, all of it together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Micros(ReadOnlySpan<byte> text, ElfUnit unit)
    {
        if (unit == ElfUnit.Microseconds && (text.Length == 0 || text[^1] - (uint)'0' <= 9))
        {
            long plain = Count(text);
            if (plain >= 0)
            {
                return plain;
            }
        }

        return Slowly(text, unit);
    }

    private static long Slowly(ReadOnlySpan<byte> text, ElfUnit unit)
    {
        int comma = text.IndexOfAny((byte)',', (byte)':');
        if (comma < 0)
        {
            return One(text, unit);
        }

        long sum = -1;
        while (true)
        {
            comma = text.IndexOfAny((byte)',', (byte)':');
            long one = One((comma < 0 ? text : text[..comma]).Trim((byte)' '), unit);
            sum = one < 0 ? sum : Math.Max(sum, 0) + one;
            if (comma < 0)
            {
                return sum;
            }

            text = text[(comma + 1)..];
        }
    }

    private static long One(ReadOnlySpan<byte> text, ElfUnit unit)
    {
        text = text is [(byte)'+', ..] ? text[1..] : text;
        int point = text.IndexOf((byte)'.');
        long whole = Count(point < 0 ? text : point == 0 ? "0"u8 : text[..point]);
        long fraction = point < 0 ? 0 : Fraction(text[(point + 1)..]);
        if (whole < 0 || fraction < 0)
        {
            return -1;
        }

        (long multiply, long divide) = unit switch
        {
            ElfUnit.Nanoseconds => (1L, 1000L),
            ElfUnit.Milliseconds => (1000L, 1L),
            ElfUnit.Seconds => (1_000_000L, 1L),
            ElfUnit.SecondsIfPoint when point >= 0 => (1_000_000L, 1L),
            _ => (1L, 1L),
        };
        return whole > long.MaxValue / 4 / multiply ? -1 : ((whole * multiply) + (fraction * multiply / Billion)) / divide;
    }

    /// <summary>The digits behind a point, as parts of a billion.</summary>
    private static long Fraction(ReadOnlySpan<byte> digits)
    {
        long sum = 0;
        long unit = Billion;
        foreach (byte letter in digits)
        {
            uint digit = (uint)letter - '0';
            if (digit > 9)
            {
                return -1;
            }

            unit /= 10;
            sum += digit * unit;
        }

        return sum;
    }
}
