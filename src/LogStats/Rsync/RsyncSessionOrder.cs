namespace LogStats.Rsync;

/// <summary>Open sessions in the order in which they began; one leaves from anywhere at no cost.</summary>
internal sealed class RsyncSessionOrder
{
    private RsyncSession? _last;

    public RsyncSession? First { get; private set; }

    public void Add(RsyncSession session)
    {
        (session.Before, session.Behind) = (_last, null);
        if (_last is null)
        {
            First = session;
        }
        else
        {
            _last.Behind = session;
        }

        _last = session;
    }

    public void Remove(RsyncSession session)
    {
        if (session.Before is null)
        {
            First = session.Behind;
        }
        else
        {
            session.Before.Behind = session.Behind;
        }

        if (session.Behind is null)
        {
            _last = session.Before;
        }
        else
        {
            session.Behind.Before = session.Before;
        }

        (session.Before, session.Behind) = (null, null);
    }

    public void Clear() => First = _last = null;
}
