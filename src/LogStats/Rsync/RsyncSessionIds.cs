namespace LogStats.Rsync;

/// <summary>Ids of sessions in the order in which they were first met; none twice.</summary>
internal sealed class RsyncSessionIds
{
    private Entry[] _entries = new Entry[256];
    private int[] _buckets = new int[512];
    private int _shift = 23;

    public int Count { get; private set; }

    public RsyncSessionId this[int index] => _entries[index].Id;

    /// <summary>Adds an id that was not met before; false where it was.</summary>
    public bool Add(RsyncSessionId id)
    {
        if (Find(id) >= 0)
        {
            return false;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        _entries[Count] = new Entry { Id = id };
        Link(Count++);
        return true;
    }

    public bool Contains(RsyncSessionId id) => Find(id) >= 0;

    private int Find(RsyncSessionId id)
    {
        int index = _buckets[id.Hash >> _shift] - 1;
        while (index >= 0 && !_entries[index].Id.Is(id))
        {
            index = _entries[index].Next - 1;
        }

        return index;
    }

    private void Link(int index)
    {
        ref int first = ref _buckets[_entries[index].Id.Hash >> _shift];
        _entries[index].Next = first;
        first = index + 1;
    }

    private void Grow()
    {
        Entry[] entries = new Entry[_entries.Length * 2];
        for (int index = 0; index < Count; index++)
        {
            entries[index] = _entries[index];
        }

        _entries = entries;
        _buckets = new int[_buckets.Length * 2];
        _shift--;
        for (int index = 0; index < Count; index++)
        {
            Link(index);
        }
    }

    /// <summary><c>Next</c> is one more than an index, so that a new array of them is empty.</summary>
    private struct Entry
    {
        public RsyncSessionId Id;
        public int Next;
    }
}
