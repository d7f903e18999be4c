namespace LogStats.Elf.Counting;

/// <summary>How often each status was answered. A group has a few of them, the usual one first.</summary>
internal sealed class StatusCounts
{
    /// <summary>There are no more than this, because a status has three digits.</summary>
    private short[] _statuses = new short[4];
    private long[] _counts = new long[4];
    private int _length;

    public IEnumerable<KeyValuePair<int, long>> All
    {
        get
        {
            for (int index = 0; index < _length; index++)
            {
                yield return new(_statuses[index], _counts[index]);
            }
        }
    }

    public void Add(int status, long count = 1)
    {
        for (int index = 0; index < _length; index++)
        {
            if (_statuses[index] == status)
            {
                _counts[index] += count;
                return;
            }
        }

        if (_length == _statuses.Length)
        {
            Array.Resize(ref _statuses, _length * 2);
            Array.Resize(ref _counts, _length * 2);
        }

        _statuses[_length] = (short)status;
        _counts[_length++] = count;
    }

    public void Merge(StatusCounts other)
    {
        for (int index = 0; index < other._length; index++)
        {
            Add(other._statuses[index], other._counts[index]);
        }
    }

    /// <summary>Of all that begin with this digit.</summary>
    public long OfClass(int digit)
    {
        long sum = 0;
        for (int index = 0; index < _length; index++)
        {
            sum += _statuses[index] / 100 == digit ? _counts[index] : 0;
        }

        return sum;
    }
}
