using LogStats.Envelopes;

namespace LogStats.Elf.Times;

/// <summary>Moments told as one number since 1970. The whole second goes to <see cref="TimeParts.Epoch"/>, the rest to the
/// fraction, which another field may tell once more.</summary>
internal static class EpochTimes
{
    private const long LastSecond = 253_402_300_799;

    public static int WholeSeconds(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int length = Digits.Front(text, out long seconds);
        return length > 0 && Take(seconds, ref parts) ? length : -1;
    }

    public static int Seconds(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int at = WholeSeconds(text, ref parts);
        if (at < 0)
        {
            return -1;
        }

        parts.Fraction = 0;
        return at + Point(text[at..], out parts.Fraction);
    }

    public static int Milliseconds(ReadOnlySpan<byte> text, ref TimeParts parts) => Parts(text, 1_000, ref parts);

    public static int Microseconds(ReadOnlySpan<byte> text, ref TimeParts parts) => Parts(text, 1_000_000, ref parts);

    /// <summary>A number whose unit is told by its size: seconds, milliseconds, microseconds or nanoseconds.</summary>
    public static int BySize(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int digits = Digits.Front(text, out long value);
        if (digits <= 11)
        {
            return digits == 0 ? -1 : Seconds(text, ref parts);
        }

        long unit = digits <= 14 ? 1_000 : digits <= 17 ? 1_000_000 : 1_000_000_000;
        return Take(value, unit, ref parts) ? digits + Point(text[digits..], out _) : -1;
    }

    /// <summary>The point and the digits behind it, where both are there.</summary>
    private static int Point(ReadOnlySpan<byte> text, out int ticks)
    {
        ticks = 0;
        int digits = text.Length > 1 && text[0] == '.' ? TimeStepReader.Fraction(text[1..], int.MaxValue, out ticks) : 0;
        return digits == 0 ? 0 : digits + 1;
    }

    private static int Parts(ReadOnlySpan<byte> text, long unit, ref TimeParts parts)
    {
        int length = Digits.Front(text, out long value);
        return length > 0 && Take(value, unit, ref parts) ? length : -1;
    }

    private static bool Take(long value, long unit, ref TimeParts parts)
    {
        parts.Fraction = (int)((Int128)(value % unit) * TimeSpan.TicksPerSecond / unit);
        return Take(value / unit, ref parts);
    }

    private static bool Take(long seconds, ref TimeParts parts)
    {
        if (seconds > LastSecond)
        {
            return false;
        }

        parts.Epoch = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond);
        return true;
    }
}
