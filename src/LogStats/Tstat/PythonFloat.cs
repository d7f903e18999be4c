using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogStats.Tstat;

/// <summary>Fractions as Python rounds and writes them: half to even on what the binary number truly is, and the shortest
/// digits that give it back.</summary>
internal static class PythonFloat
{
    /// <summary>Room for any number.</summary>
    public const int Longest = 340;

    /// <summary>Up to so many digits, a decimal number is the shortest text of the binary one that is nearest to it.</summary>
    private const ulong ExactDigits = 1_000_000_000_000_000;

    private const ulong ExactInteger = 1UL << 53;

    private static ReadOnlySpan<ulong> Powers => [1, 10, 100, 1000];

    /// <summary><c>round(value, decimals)</c>, for up to three.</summary>
    public static double Round(double value, int decimals)
    {
        if (!TryScale(value, decimals, out ulong scaled))
        {
            return value;
        }

        double rounded = scaled < ExactInteger ? (double)scaled / Powers[decimals] : Parsed(scaled, decimals);
        return value < 0 ? -rounded : rounded;
    }

    /// <summary>Writes the rounded number as <c>repr</c> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int WriteRounded(double value, int decimals, Span<byte> room)
    {
        if (TryScale(value, decimals, out ulong scaled) && scaled < ExactDigits && (scaled > 0 || value == 0))
        {
            int sign = double.IsNegative(value) ? 1 : 0;
            room[0] = (byte)'-';
            return sign + WriteDecimal(scaled, decimals, room[sign..]);
        }

        return Write(Round(value, decimals), room);
    }

    /// <summary>Writes a number as <c>repr</c> does: digits up to 16 places, and an exponent beyond.</summary>
    public static int Write(double value, Span<byte> room)
    {
        _ = value.TryFormat(room, out int length, "R", CultureInfo.InvariantCulture);
        if (Math.Abs(value) is >= 1e-4 and < 1e15 or 0)
        {
            if (!room[..length].Contains((byte)'.'))
            {
                ".0"u8.CopyTo(room[length..]);
                length += 2;
            }

            return length;
        }

        return double.IsFinite(value) ? Far(Encoding.ASCII.GetString(room[..length]), room) : length;
    }

    /// <summary>What is so large or so small that one of the two writes an exponent.</summary>
    private static int Far(string text, Span<byte> room)
    {
        string sign = text[0] == '-' ? "-" : "";
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        string number = text[sign.Length..(mark < 0 ? text.Length : mark)];
        int point = number.IndexOf('.', StringComparison.Ordinal);
        string digits = number.Replace(".", "", StringComparison.Ordinal);
        int exponent = (mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            + (point < 0 ? number.Length : point) - 1;
        int zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        exponent -= zeros;
        string written = exponent == 15
            ? $"{sign}{digits.PadRight(16, '0').Insert(16, ".")}{(digits.Length > 16 ? "" : "0")}"
            : string.Create(CultureInfo.InvariantCulture,
                $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        return Encoding.ASCII.GetBytes(written, room);
    }

    /// <summary>The number times 10 to the power of <paramref name="decimals"/>, half to even; false where it has no fraction
    /// that could be rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryScale(double value, int decimals, out ulong scaled)
    {
        scaled = 0;
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        ulong mantissa = (ulong)bits & ((1UL << 52) - 1);
        if (exponent == 0x7FF)
        {
            return false;
        }

        mantissa = exponent == 0 ? mantissa : mantissa | (1UL << 52);
        int shift = 1075 - Math.Max(exponent, 1);
        if (shift <= 0)
        {
            return false;
        }

        // Below 2 to the power of 63, whatever the number is.
        ulong product = mantissa * Powers[decimals];
        if (shift >= 64)
        {
            return true;
        }

        ulong whole = product >> shift;
        ulong rest = product - (whole << shift);
        ulong half = 1UL << (shift - 1);
        whole += rest > half || (rest == half && (whole & 1) == 1) ? 1u : 0u;
        scaled = whole;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteDecimal(ulong scaled, int decimals, Span<byte> room)
    {
        ulong power = Powers[decimals];
        (ulong whole, ulong fraction) = Math.DivRem(scaled, power);
        _ = Utf8Formatter.TryFormat(whole, room, out int length);
        room[length++] = (byte)'.';
        do
        {
            power /= 10;
            (ulong digit, fraction) = power == 0 ? (0, 0) : Math.DivRem(fraction, power);
            room[length++] = (byte)('0' + digit);
        }
        while (fraction > 0);

        return length;
    }

    private static double Parsed(ulong scaled, int decimals)
        => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{scaled}e-{decimals}"), NumberStyles.Float, CultureInfo.InvariantCulture);
}
