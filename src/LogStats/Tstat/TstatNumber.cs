using System.Runtime.CompilerServices;

namespace LogStats.Tstat;

/// <summary>Numbers as tstat writes them: digits, and a fraction where it is no count.</summary>
internal static class TstatNumber
{
    /// <summary>Digits alone. False for more than <paramref name="most"/>, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCount(ReadOnlySpan<byte> text, out long value, long most = long.MaxValue)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 19)
        {
            return false;
        }

        ulong sum = 0;
        foreach (byte one in text)
        {
            uint digit = (uint)(one - '0');
            if (digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        value = (long)sum;
        return sum <= (ulong)most;
    }

    /// <summary>A number with or without a sign and a fraction, in units of 10 to the power of minus <paramref name="decimals"/>;
    /// what lies below is cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryScaled(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        value = 0;
        int start = text is [(byte)'-', ..] ? 1 : 0;
        int at = start;
        long sum = 0;
        for (; at < text.Length && (uint)(text[at] - '0') is uint digit and <= 9; at++)
        {
            if (at - start + decimals >= 18)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        int digits = at - start;
        int places = 0;
        if (at < text.Length && text[at++] != '.')
        {
            return false;
        }

        for (; at < text.Length; at++, digits++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                return false;
            }

            if (places < decimals)
            {
                sum = (sum * 10) + digit;
                places++;
            }
        }

        for (; places < decimals; places++)
        {
            sum *= 10;
        }

        value = start > 0 ? -sum : sum;
        return digits > 0;
    }
}
