namespace LogStats.Rsync;

/// <summary>
/// Sessions by their id. Sessions are linked within a bucket by a field of their own, so nothing is allocated for one;
/// and no type of the runtime's is made for our key, which would have to be compiled at every start.
/// </summary>
internal sealed class RsyncSessionTable
{
    private RsyncSession?[] _buckets = new RsyncSession?[256];
    private int _shift = 24;

    public int Count { get; private set; }

    public RsyncSession? Find(RsyncSessionId id)
    {
        RsyncSession? session = _buckets[id.Hash >> _shift];
        while (session is not null && !session.Key.Is(id))
        {
            session = session.InBucket;
        }

        return session;
    }

    /// <summary>Puts it in the place of any other of its id.</summary>
    public void Set(RsyncSession session)
    {
        if (Find(session.Key) is RsyncSession other)
        {
            Remove(other);
        }

        if (Count == _buckets.Length)
        {
            Grow();
        }

        Link(session);
        Count++;
    }

    public void Remove(RsyncSession session)
    {
        ref RsyncSession? link = ref _buckets[session.Key.Hash >> _shift];
        if (ReferenceEquals(link, session))
        {
            link = session.InBucket;
            Count--;
            return;
        }

        for (RsyncSession? before = link; before is not null; before = before.InBucket)
        {
            if (ReferenceEquals(before.InBucket, session))
            {
                before.InBucket = session.InBucket;
                Count--;
                return;
            }
        }
    }

    private void Link(RsyncSession session)
    {
        ref RsyncSession? first = ref _buckets[session.Key.Hash >> _shift];
        session.InBucket = first;
        first = session;
    }

    private void Grow()
    {
        RsyncSession?[] all = _buckets;
        _buckets = new RsyncSession?[all.Length * 2];
        _shift--;
        foreach (RsyncSession? first in all)
        {
            RsyncSession? next = first;
            while (next is RsyncSession session)
            {
                next = session.InBucket;
                Link(session);
            }
        }
    }
}
