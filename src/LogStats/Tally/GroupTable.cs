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

    /// <summary>Goes up whenever groups are folded: no index from before means the same group any more.</summary>
    public long Folds { get; private set; }

    /// <summary>How many groups have been folded into <see cref="Rest"/>.</summary>
    public long Folded { get; private set; }

    /// <summary>The most weight that a listed group can lack.</summary>
    public long Error { get; private set; }

    /// <summary>The sums of all groups that are not listed.</summary>
    public ref readonly TSums Rest => ref _rest;

    public void Add(ReadOnlySpan<byte> key, in TSums sums) => At(IndexOf(key, ByteHash.Of(key))).Add(in sums);

    /// <summary>
    /// Where the group of this key stands, which begins with no sums if it is new; good until <see cref="Folds"/> goes up.
    /// The hash is <see cref="ByteHash.Of"/> the key, in every table that is merged with this one.
    /// </summary>
    public int IndexOf(ReadOnlySpan<byte> key, ulong hash)
    {
        int mask = _buckets.Length - 1;
        int bucket = (int)hash & mask;
        int index;
        while ((index = _buckets[bucket] - 1) >= 0)
        {
            if (_entries[index].Hash == hash && Key(index).SequenceEqual(key))
            {
                return index;
            }

            bucket = (bucket + 1) & mask;
        }

        return _count == _entries.Length ? MakeRoom(key, hash) : Append(key, hash, bucket);
    }

    /// <summary>The sums of a group, to be added to in place; good until the next key is looked up.</summary>
    public ref TSums At(int index) => ref _entries[index].Sums;

    public ReadOnlySpan<byte> Key(int index) => _keys.AsSpan(_entries[index].KeyStart, _entries[index].KeyLength);

    public ref readonly TSums Sums(int index) => ref _entries[index].Sums;

    public void Merge(GroupTable<TSums> other)
    {
        _rest.Add(in other._rest);
        Folded += other.Folded;
        Error += other.Error;
        for (int index = 0; index < other._count; index++)
        {
            At(IndexOf(other.Key(index), other._entries[index].Hash)).Add(in other._entries[index].Sums);
        }
    }

    private int MakeRoom(ReadOnlySpan<byte> key, ulong hash)
    {
        if (_count >= bound)
        {
            FoldLightest();
        }
        else
        {
            Resize(Math.Min(_count * 2, bound));
        }

        return IndexOf(key, hash);
    }

    private int Append(ReadOnlySpan<byte> key, ulong hash, int bucket)
    {
        _entries[_count] = new Entry { Hash = hash, KeyStart = Store(key), KeyLength = key.Length };
        _buckets[bucket] = _count + 1;
        return _count++;
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

        Folds++;
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
