using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LogStats.Envelopes;

/// <summary>Numbers read from bytes: all digits or nothing, and never past the end of the type.</summary>
internal static class Digits
{
    /// <summary>Reads two digits at <paramref name="at"/>; -1 where they are not two digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint high = (uint)text[at] - '0';
        uint low = (uint)text[at + 1] - '0';
        return high <= 9 && low <= 9 ? (int)((high * 10) + low) : -1;
    }

    public static int Four(ReadOnlySpan<byte> text, int at)
    {
        int high = Two(text, at);
        int low = Two(text, at + 2);
        return high < 0 || low < 0 ? -1 : (high * 100) + low;
    }

    /// <summary>A day of the month that may be padded with a blank.</summary>
    public static int BlankTwo(ReadOnlySpan<byte> text, int at)
        => text[at] == ' ' ? (uint)text[at + 1] - '0' <= 9 ? text[at + 1] - '0' : -1 : Two(text, at);

    /// <summary>All of <paramref name="text"/> as a number that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLong(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 19)
        {
            return false;
        }

        ulong sum = 0;
        foreach (byte letter in text)
        {
            uint digit = (uint)letter - '0';
            if (digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        value = (long)sum;
        return sum <= long.MaxValue;
    }

    /// <summary>The number at the front of <paramref name="text"/>; returns how many bytes it took, 0 for none.</summary>
    public static int Front(ReadOnlySpan<byte> text, out long value)
    {
        int length = 0;
        while (length < text.Length && (uint)text[length] - '0' <= 9)
        {
            length++;
        }

        return TryLong(text[..length], out value) ? length : 0;
    }

    /// <summary>
    /// The number at the end of <paramref name="text"/>; returns how many bytes it took, 0 for none. Of more than 18
    /// digits the value means nothing. Up to seven digits are read at once, without a loop that nobody can predict.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Back(ReadOnlySpan<byte> text, out long value)
    {
        if (text.Length < sizeof(ulong))
        {
            return BackSlowly(text, out value);
        }

        ulong digits = BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]) ^ 0x3030303030303030;
        ulong others = (((digits & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | digits) & 0x8080808080808080;
        if (others == 0)
        {
            return BackSlowly(text, out value);
        }

        int count = BitOperations.LeadingZeroCount(others) >> 3;
        digits &= ~(ulong.MaxValue >> (8 * count));
        digits = (digits * 10) + (digits >> 8);
        value = (long)((((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
        return count;
    }

    private static int BackSlowly(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        long unit = 1;
        int at = text.Length - 1;
        for (; at >= 0 && (uint)text[at] - '0' <= 9; at--)
        {
            value += unit * (text[at] - '0');
            unit *= 10;
        }

        return text.Length - 1 - at;
    }
}
