using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogStats.Elf.Matching;

/// <summary>
/// Where blanks and quotes stand in a line, found for the whole line at once: asking then for the next one costs a few
/// instructions, where a search for each field would cost a call.
/// </summary>
internal sealed class LineMarks
{
    private const int Width = 64;

    private ulong[] _blanks = new ulong[16];
    private ulong[] _quotes = new ulong[16];

    public void Mark(ReadOnlySpan<byte> line)
    {
        int words = (line.Length + Width - 1) / Width;
        if (words > _blanks.Length)
        {
            _blanks = new ulong[words * 2];
            _quotes = new ulong[words * 2];
        }

        int whole = line.Length / Width;
        ref byte first = ref MemoryMarshal.GetReference(line);
        for (int word = 0; word < whole; word++)
        {
            (_blanks[word], _quotes[word]) = Of(ref Unsafe.Add(ref first, word * Width));
        }

        int rest = line.Length - (whole * Width);
        if (rest == 0)
        {
            return;
        }

        if (whole > 0)
        {
            // The last bytes once more, those that were marked already shifted out.
            (ulong blanks, ulong quotes) = Of(ref Unsafe.Add(ref first, line.Length - Width));
            (_blanks[whole], _quotes[whole]) = (blanks >> (Width - rest), quotes >> (Width - rest));
            return;
        }

        (_blanks[0], _quotes[0]) = (0, 0);
        for (int at = 0; at < rest; at++)
        {
            _blanks[0] |= line[at] == ' ' ? 1UL << at : 0;
            _quotes[0] |= line[at] is (byte)'"' or (byte)'\\' ? 1UL << at : 0;
        }
    }

    /// <summary>The first blank from <paramref name="at"/> on; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Blank(int at, int length) => Next(_blanks, at, length);

    /// <summary>The first quote or backslash from <paramref name="at"/> on; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Quote(int at, int length) => Next(_quotes, at, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ulong[] marks, int at, int length)
    {
        if (at >= length)
        {
            return -1;
        }

        int word = at / Width;
        ulong bits = marks[word] & (ulong.MaxValue << at);
        while (bits == 0)
        {
            if (++word * Width >= length)
            {
                return -1;
            }

            bits = marks[word];
        }

        return (word * Width) + BitOperations.TrailingZeroCount(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Blanks, ulong Quotes) Of(ref byte first)
    {
        Vector256<byte> low = Vector256.LoadUnsafe(ref first);
        Vector256<byte> high = Vector256.LoadUnsafe(ref first, 32);
        Vector256<byte> blank = Vector256.Create((byte)' ');
        Vector256<byte> quote = Vector256.Create((byte)'"');
        Vector256<byte> escape = Vector256.Create((byte)'\\');
        ulong blanks = Vector256.Equals(low, blank).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, blank).ExtractMostSignificantBits() << 32);
        ulong quotes = (Vector256.Equals(low, quote) | Vector256.Equals(low, escape)).ExtractMostSignificantBits()
            | ((ulong)(Vector256.Equals(high, quote) | Vector256.Equals(high, escape)).ExtractMostSignificantBits() << 32);
        return (blanks, quotes);
    }
}
