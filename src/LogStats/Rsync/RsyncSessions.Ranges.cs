namespace LogStats.Rsync;

/// <summary>
/// Sessions over the borders of ranges: what an earlier range began is continued here, once both are merged in order.
/// </summary>
internal sealed partial class RsyncSessions
{
    /// <summary>What began in this range.</summary>
    private RsyncSessionIds? _startedHere;

    /// <summary>Sessions that are over, whose connection may stand before this range: kept until that is known.</summary>
    private readonly RsyncSessionTable _held = new();
    private readonly RsyncSessionOrder _heldOrder = new();

    /// <summary>
    /// For a range that begins in the middle of a log: remember which ids began here, so that lines and requests that
    /// continue what an earlier range began can be told.
    /// </summary>
    public void BeginInTheMiddle() => _startedHere = new RsyncSessionIds();

    /// <summary>True where the line may belong to a session that an earlier range has seen begin.</summary>
    public bool MayContinueEarlier(in RsyncLine line)
        => _startedHere is not null && line.Kind is RsyncLineKind.Allowed or RsyncLineKind.File or RsyncLineKind.Totals
            or RsyncLineKind.Error or RsyncLineKind.ModuleList or RsyncLineKind.Denied or RsyncLineKind.UnknownModule
            or RsyncLineKind.AuthFailed or RsyncLineKind.MaxConnections
            && !_startedHere.Contains(new RsyncSessionId(line.Origin, line.ProcessId));

    /// <summary>Takes over the sessions of the range behind this one; its early lines have been applied here before.</summary>
    public void Merge(RsyncSessions later)
    {
        for (int index = 0; index < later._startedHere?.Count; index++)
        {
            RsyncSessionId key = later._startedHere[index];
            RsyncSession? theirs = later.TakeHeld(key, out bool held);
            if (_open.Find(key) is RsyncSession ours)
            {
                bool continued = theirs is not null && ours is { HasRequest: false, EndTicks: 0 };
                if (continued)
                {
                    theirs!.TakeConnection(ours);
                }

                Release(ours, tell: !continued);
            }

            // What is before this range as well, only the tally of that can tell.
            bool known = _startedHere?.Add(key) != true;
            if (theirs is not null)
            {
                theirs.MayContinueEarlier = !known;
            }

            if (held)
            {
                theirs!.Lingers = false;
                Tell(theirs);
            }
        }

        RsyncSession? next = later._order.First;
        while (next is RsyncSession session)
        {
            next = session.Behind;
            _open.Set(session);
            _order.Add(session);
            session.Lingers = false;
            if (session.EndTicks != 0)
            {
                _lingering.Add(session);
            }
        }
    }

    /// <summary>The session of this id that may have been connected before this range, open or over.</summary>
    private RsyncSession? TakeHeld(RsyncSessionId key, out bool held)
    {
        RsyncSession? session = _held.Find(key);
        held = session is not null;
        if (held)
        {
            _held.Remove(session!);
            _heldOrder.Remove(session!);
            return session;
        }

        session = _open.Find(key);
        return session is { MayContinueEarlier: true } ? session : null;
    }
}
