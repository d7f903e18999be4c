using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LogStats.Tstat;

/// <summary>
/// Where the columns of a row are parted: a bit for each byte that is a separator, and how many stood before each word of
/// bits. So that counting columns is one pass, and any of them is then found without walking over those before it.
/// </summary>
internal sealed class RowMarks
{
    private const int Width = 64;

    private ulong[] _marks = new ulong[64];
    private int[] _before = new int[65];
    private int _words;
    private int _length;

    /// <summary>Where each column ends, once somebody wants nearly all of them.</summary>
    private int[] _ends = new int[256];
    private bool _laidOut;

    /// <summary>How many columns there are.</summary>
    public int Columns => _before[_words] + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(ReadOnlySpan<byte> row, byte separator)
    {
        _length = row.Length;
        _laidOut = false;
        _words = (row.Length + Width - 1) / Width;
        if (_words > _marks.Length)
        {
            _marks = new ulong[_words * 2];
            _before = new int[(_words * 2) + 1];
        }

        ref byte first = ref MemoryMarshal.GetReference(row);
        Vector256<byte> mark = Vector256.Create(separator);
        int count = 0;
        int whole = row.Length / Width;
        ulong[] marks = _marks;
        int[] before = _before;
        for (int word = 0; word < whole; word++)
        {
            ulong bits = Of(ref Unsafe.Add(ref first, word * Width), mark);
            before[word] = count;
            marks[word] = bits;
            count += BitOperations.PopCount(bits);
        }

        before[whole] = count;
        int rest = row.Length - (whole * Width);
        if (rest > 0)
        {
            ulong bits = 0;
            if (whole > 0)
            {
                // The last bytes once more, those that were marked already shifted out.
                bits = Of(ref Unsafe.Add(ref first, row.Length - Width), mark) >> (Width - rest);
            }
            else
            {
                for (int at = 0; at < rest; at++)
                {
                    bits |= row[at] == separator ? 1UL << at : 0;
                }
            }

            marks[whole] = bits;
            before[whole + 1] = count + BitOperations.PopCount(bits);
        }
    }

    /// <summary>Where a column begins and ends; it is one of those that there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Start, int End) Column(int column)
    {
        if (_laidOut)
        {
            return (column == 0 ? 0 : _ends[column - 1] + 1, _ends[column]);
        }

        int start = column == 0 ? 0 : At(column - 1) + 1;
        int word = start / Width;
        if (word >= _words)
        {
            return (start, _length);
        }

        ulong bits = _marks[word] & (ulong.MaxValue << start);
        while (bits == 0)
        {
            if (++word >= _words)
            {
                return (start, _length);
            }

            bits = _marks[word];
        }

        return (start, (word * Width) + BitOperations.TrailingZeroCount(bits));
    }

    /// <summary>Finds the ends of all columns at once: for readers that want most of them, and some twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LayOut()
    {
        int columns = Columns;
        if (_ends.Length < columns)
        {
            _ends = new int[columns * 2];
        }

        int[] ends = _ends;
        int column = 0;
        for (int word = 0; word < _words; word++)
        {
            for (ulong bits = _marks[word]; bits != 0; bits &= bits - 1)
            {
                ends[column++] = (word * Width) + BitOperations.TrailingZeroCount(bits);
            }
        }

        ends[column] = _length;
        _laidOut = true;
    }

    /// <summary>Where the separator of this number, from 0 on, stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(int number)
    {
        int word = number / Width;
        while (_before[word + 1] <= number)
        {
            word++;
        }

        return (word * Width) + Select(_marks[word], number - _before[word]);
    }

    /// <summary>Which bit is the one of this number among those that are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Select(ulong bits, int number)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << number, bits));
        }

        for (; number > 0; number--)
        {
            bits &= bits - 1;
        }

        return BitOperations.TrailingZeroCount(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Of(ref byte first, Vector256<byte> mark)
        => Vector256.Equals(Vector256.LoadUnsafe(ref first), mark).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref first, 32), mark).ExtractMostSignificantBits() << 32);
}
