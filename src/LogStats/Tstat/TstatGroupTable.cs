using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>One grouping. The parts of a key stand behind one another, each behind its length: a name may hold any byte.</summary>
internal sealed class TstatGroupTable(TstatGroup[] by, ZoneHours hours, NetworkName networks)
{
    /// <summary>Groups that are kept exactly; beyond, those of the fewest bytes are folded together.</summary>
    public const int Bound = 100_000;

    private byte[] _key = new byte[512];
    private int _length;

    public TstatGroup[] By { get; } = by;

    public GroupTable<TstatSums> Table { get; } = new(Bound);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TstatGroupKey key, in TstatFacts facts, CellBound? bound = null)
    {
        Span<byte> room = stackalloc byte[NetworkName.Longest];
        _length = 0;
        foreach (TstatGroup part in By)
        {
            Append(key.Part(part, room, hours, networks));
        }

        ReadOnlySpan<byte> whole = _key.AsSpan(0, _length);
        int index = Table.IndexOf(whole, ByteHash.Of(whole));
        if (bound is null)
        {
            Table.At(index).Take(in facts);
        }
        else
        {
            Table.At(index).Take(in facts, bound);
        }
    }

    /// <summary>What each group counts for, and what it has by time.</summary>
    public IEnumerable<(long Weight, TimeCells? Cells)> Cells()
    {
        for (int index = 0; index < Table.Count; index++)
        {
            yield return (Table.Sums(index).Weight, Table.Sums(index).Cells);
        }

        yield return (0, Table.Rest.Cells);
    }

    /// <summary>The parts of a key as text; an empty part is null.</summary>
    public static string?[] Parts(ReadOnlySpan<byte> key, int count)
    {
        string?[] parts = new string?[count];
        for (int index = 0; index < count; index++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(key);
            parts[index] = length == 0 ? null : Encoding.UTF8.GetString(key.Slice(sizeof(int), length));
            key = key[(sizeof(int) + length)..];
        }

        return parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(scoped ReadOnlySpan<byte> text)
    {
        int end = _length + sizeof(int) + text.Length;
        if (_key.Length < end)
        {
            Array.Resize(ref _key, Math.Max(_key.Length * 2, end));
        }

        BinaryPrimitives.WriteInt32LittleEndian(_key.AsSpan(_length), text.Length);
        text.CopyTo(_key.AsSpan(_length + sizeof(int)));
        _length = end;
    }
}
