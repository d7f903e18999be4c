namespace LogStats.Rsync;

/// <summary>Sessions that have ended, in the order in which they did: a ring, and no type made by the runtime for it.</summary>
internal sealed class RsyncLingering
{
    private Entry[] _ring = new Entry[64];
    private int _first;
    private int _count;

    /// <summary>A session stands here once, however often it ends: who takes it out looks when it really did.</summary>
    public void Add(RsyncSession session)
    {
        if (session.Lingers)
        {
            return;
        }

        session.Lingers = true;
        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_first + _count++) & (_ring.Length - 1)] = new Entry { Session = session, EndTicks = session.EndTicks };
    }

    /// <summary>Takes the oldest that is known to have ended before <paramref name="ticks"/>.</summary>
    public bool TryTake(long ticks, out RsyncSession session)
    {
        ref Entry oldest = ref _ring[_first];
        session = oldest.Session;
        if (_count == 0 || oldest.EndTicks >= ticks)
        {
            return false;
        }

        session.Lingers = false;

        _first = (_first + 1) & (_ring.Length - 1);
        _count--;
        return true;
    }

    public void Clear() => _first = _count = 0;

    private void Grow()
    {
        Entry[] ring = new Entry[_ring.Length * 2];
        for (int index = 0; index < _count; index++)
        {
            ring[index] = _ring[(_first + index) & (_ring.Length - 1)];
        }

        (_ring, _first) = (ring, 0);
    }

    private struct Entry
    {
        public RsyncSession Session;
        public long EndTicks;
    }
}
