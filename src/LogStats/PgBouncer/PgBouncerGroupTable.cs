using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>One grouping. The parts of a key stand behind one another, each behind its length: a name may hold any byte.</summary>
internal sealed class PgBouncerGroupTable(PgBouncerGroup[] by)
{
    /// <summary>Groups that are kept exactly; beyond, the lightest are folded together.</summary>
    public const int Bound = 100_000;

    private const int LongestPart = 80;

    private readonly bool _isSaid = by.All(PgBouncerGroupKey.IsSaid);
    private Known[] _known = [];
    private byte[] _key = new byte[512];
    private int _length;

    public PgBouncerGroup[] By { get; } = by;

    public GroupTable<PgBouncerSums> Table { get; } = new(Bound);

    /// <summary>Names and a message that came before are of the group that they were of then; false where they are new here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddAgain(int slot, ulong stamp, in PgBouncerFacts facts)
    {
        if (stamp == 0 || (uint)slot >= (uint)_known.Length || _known[slot].Stamp != stamp || _known[slot].Folds != Table.Folds)
        {
            return false;
        }

        Table.At(_known[slot].Index).Take(in facts);
        return true;
    }

    public void Add(in PgBouncerGroupKey key, in PgBouncerFacts facts, CellBound? bound = null)
    {
        int index = IndexOf(in key);
        if (_isSaid && key.SaidStamp != 0)
        {
            _known = _known.Length > 0 ? _known : new Known[MessageMemo.Slots];
            _known[key.SaidSlot] = new Known { Stamp = key.SaidStamp, Folds = Table.Folds, Index = index };
        }

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
            parts[index] = PgBouncerText.Text(key.Slice(sizeof(int), length));
            key = key[(sizeof(int) + length)..];
        }

        return parts;
    }

    [SkipLocalsInit]
    private int IndexOf(in PgBouncerGroupKey key)
    {
        Span<byte> room = stackalloc byte[LongestPart];
        _length = 0;
        foreach (PgBouncerGroup part in By)
        {
            Append(key.Part(part, room));
        }

        ReadOnlySpan<byte> whole = _key.AsSpan(0, _length);
        return Table.IndexOf(whole, ByteHash.Of(whole));
    }

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

    private struct Known
    {
        public ulong Stamp;
        public long Folds;
        public int Index;
    }
}
