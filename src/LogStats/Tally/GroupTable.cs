namespace LogStats.Tally;

/// <summary>
/// Sums by key, where a key is bytes. Exact while there are fewer keys than the bound. Past it the lightest half is
/// folded into one rest, so that memory stays bounded and totals stay exact; a key that was folded may come back, and
/// is then short of what was folded: by <see cref="Error"/> of weight at most.
/// </summary>
internal sealed class GroupTable<TSums>(int bound)
    where TSums : struct, ISums<TSums>
{
    private const int FirstSize = 64;

    /// <summary>One more than an index each, so that a new array of them is empty.</summary>
    private int[] _buckets = new int[FirstSize * 2];
    private Entry[] _entries = new Entry[FirstSize];
    private byte[] _keys = new byte[FirstSize * 16];
    private int _count;
    private int _keyBytes;
    private TSums _rest;

    public int Count => _count;

    /// <summary>How many groups have been folded into <see cref="Rest"/>.</summary>
    public long Folded { get; private set; }

    /// <summary>The most weight that a listed group can lack.</summary>
    public long Error { get; private set; }

    /// <summary>The sums of all groups that are not listed.</summary>
    public ref readonly TSums Rest => ref _rest;

    public void Add(ReadOnlySpan<byte> key, in TSums sums) => AddHashed(key, ByteHash.Of(key), in sums);

    public ReadOnlySpan<byte> Key(int index) => _keys.AsSpan(_entries[index].KeyStart, _entries[index].KeyLength);

    public ref readonly TSums Sums(int index) => ref _entries[index].Sums;

    public void Merge(GroupTable<TSums> other)
    {
        _rest.Add(in other._rest);
        Folded += other.Folded;
        Error += other.Error;
        for (int index = 0; index < other._count; index++)
        {
            AddHashed(other.Key(index), other._entries[index].Hash, in other._entries[index].Sums);
        }
    }

    private void AddHashed(ReadOnlySpan<byte> key, ulong hash, in TSums sums)
    {
        int mask = _buckets.Length - 1;
        int bucket = (int)hash & mask;
        int index;
        while ((index = _buckets[bucket] - 1) >= 0)
        {
            ref Entry entry = ref _entries[index];
            if (entry.Hash == hash && Key(index).SequenceEqual(key))
            {
                entry.Sums.Add(in sums);
                return;
            }

            bucket = (bucket + 1) & mask;
        }

        if (_count == _entries.Length)
        {
            if (_count >= bound)
            {
                FoldLightest();
            }
            else
            {
                Resize(Math.Min(_count * 2, bound));
            }

            AddHashed(key, hash, in sums);
            return;
        }

        _buckets[bucket] = _count + 1;
        _entries[_count] = new Entry { Hash = hash, KeyStart = Store(key), KeyLength = key.Length };
        _entries[_count++].Sums.Add(in sums);
    }

    private int Store(ReadOnlySpan<byte> key)
    {
        int start = _keyBytes;
        if (_keys.Length - start < key.Length)
        {
            Array.Resize(ref _keys, Math.Max(_keys.Length * 2, start + key.Length));
        }

        key.CopyTo(_keys.AsSpan(start));
        _keyBytes += key.Length;
        return start;
    }

    private void Resize(int size)
    {
        Array.Resize(ref _entries, size);
        int buckets = 1;
        while (buckets < size)
        {
            buckets *= 2;
        }

        _buckets = new int[buckets * 2];
        for (int index = 0; index < _count; index++)
        {
            Place(index);
        }
    }

    private void Place(int index)
    {
        int mask = _buckets.Length - 1;
        int bucket = (int)_entries[index].Hash & mask;
        while (_buckets[bucket] > 0)
        {
            bucket = (bucket + 1) & mask;
        }

        _buckets[bucket] = index + 1;
    }

    private void FoldLightest()
    {
        long[] weights = new long[_count];
        for (int index = 0; index < _count; index++)
        {
            weights[index] = _entries[index].Sums.Weight;
        }

        Array.Sort(weights);
        long cut = weights[_count / 2];
        Entry[] all = _entries;
        byte[] keys = _keys;
        int count = _count;
        int spared = _count / 2;
        (_entries, _keys, _count, _keyBytes) = (new Entry[all.Length], new byte[keys.Length], 0, 0);
        for (int index = 0; index < count; index++)
        {
            ref Entry entry = ref all[index];
            if (entry.Sums.Weight < cut || (entry.Sums.Weight == cut && _count >= spared))
            {
                _rest.Add(in entry.Sums);
                Folded++;
                continue;
            }

            entry.KeyStart = Store(keys.AsSpan(entry.KeyStart, entry.KeyLength));
            _entries[_count++] = entry;
        }

        Error += cut;
        Array.Clear(_buckets);
        for (int index = 0; index < _count; index++)
        {
            Place(index);
        }
    }

    private struct Entry
    {
        public ulong Hash;
        public int KeyStart;
        public int KeyLength;
        public TSums Sums;
    }
}
