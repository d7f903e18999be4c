namespace LogStats.Rsync;

/// <summary>Sessions over a restart: what was held is put back as it was.</summary>
internal sealed partial class RsyncSessions
{
    /// <summary>All that are held, in the order in which they began.</summary>
    public IEnumerable<RsyncSession> Held
    {
        get
        {
            for (RsyncSession? session = _order.First; session is not null; session = session.Behind)
            {
                yield return session;
            }
        }
    }

    /// <summary>Takes sessions over, in the order in which they began.</summary>
    public void Take(IReadOnlyList<RsyncSession> sessions)
    {
        foreach (RsyncSession session in sessions)
        {
            _open.Set(session);
            _order.Add(session);
        }

        foreach (RsyncSession session in sessions.Where(static session => session.EndTicks != 0).OrderBy(static session => session.EndTicks))
        {
            _lingering.Add(session);
        }
    }
}
