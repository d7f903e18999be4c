namespace LogStats.Tstat;

/// <summary>Numbers as tstat writes them: digits, and a fraction where it is no count.</summary>
internal static class TstatNumber
{
    /// <summary>Digits alone. False for more than <paramref name="most"/>, too.</summary>
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
    public static bool TryScaled(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        value = 0;
        bool negative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.Length + decimals > 18
            || whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        long sum = 0;
        foreach (byte one in whole)
        {
            sum = (sum * 10) + (one - '0');
        }

        for (int index = 0; index < decimals; index++)
        {
            sum = (sum * 10) + (index < fraction.Length ? fraction[index] - '0' : 0);
        }

        value = negative ? -sum : sum;
        return true;
    }
}
