using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>
/// Puts lines together to sessions, by host, tag and process id. A process id is used again: a new connection, or a
/// second request, ends what was open under the same id. Totals do not end a session for good, an error may follow
/// them; so an ended session is kept until the log is <see cref="Linger"/> past its end, and then given away.
/// </summary>
internal sealed partial class RsyncSessions(IRsyncSessionEnd end)
{
    /// <summary>How long after a session's end a line with its process id still belongs to it.</summary>
    public static readonly long Linger = TimeSpan.FromSeconds(5).Ticks;

    /// <summary>No log has so many at once unless somebody makes it so; past it the oldest is given away as it is.</summary>
    public const int Most = 200_000;

    private readonly RsyncSessionTable _open = new();
    private readonly RsyncSessionOrder _order = new();
    private readonly RsyncLingering _lingering = new();
    private readonly Stack<RsyncSession> _free = new();

    /// <summary>The input that lines now come from.</summary>
    public RsyncInputName Input { get; set; } = RsyncInputName.None;

    /// <summary>How many have no end so far.</summary>
    public int CountWithoutEnd()
    {
        int count = 0;
        for (RsyncSession? session = _order.First; session is not null; session = session.Behind)
        {
            count += session.EndTicks == 0 ? 1 : 0;
        }

        return count;
    }

    public RsyncSession? Find(in RsyncLine line) => Find(new RsyncSessionId(line.Origin, line.ProcessId), line.Ticks);

    /// <summary>Applies a line and returns its session, or null where it has none.</summary>
    public RsyncSession? Apply(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        GiveAwayUntil(line.Ticks - Linger);
        RsyncSession? session = Find(in line);
        if (line.Kind == RsyncLineKind.Connect)
        {
            return Begin(in line, bytes, offset, session);
        }

        if (line.Kind == RsyncLineKind.Request)
        {
            session = session is { HasRequest: false, EndTicks: 0 } ? session : Begin(in line, bytes, offset, session);
            session.Ask(in line, Input, offset, ByteHash.Of(bytes));
        }
        else if (session is not null)
        {
            Continue(session, in line);
        }

        if (session is not null)
        {
            session.LastTicks = line.Ticks;
        }

        return session;
    }

    /// <summary>The log is over: all that is open is given away, in the order in which it began.</summary>
    public void Finish()
    {
        _startedHere = null;
        while (_order.First is RsyncSession session)
        {
            Release(session, tell: true);
        }

        while (_heldOrder.First is RsyncSession held)
        {
            _held.Remove(held);
            _heldOrder.Remove(held);
            end.Ended(held);
        }

        _lingering.Clear();
        _free.Clear();
    }

    /// <summary>Gives away what has ended: nothing has been logged for longer than anything could follow.</summary>
    public void GiveAwayEnded() => GiveAwayUntil(long.MaxValue);

    private RsyncSession? Find(RsyncSessionId key, long ticks)
    {
        RsyncSession? session = _open.Find(key);
        if (session is null)
        {
            return null;
        }

        if (session.EndTicks != 0 && ticks - session.EndTicks > Linger)
        {
            Release(session, tell: true);
            return null;
        }

        return session;
    }

    private RsyncSession Begin(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset, RsyncSession? before)
    {
        if (before is not null)
        {
            Release(before, tell: true);
        }

        RsyncSession session = _free.TryPop(out RsyncSession? free) ? free : new RsyncSession();
        session.Start(in line, Input, offset, ByteHash.Of(bytes));
        _open.Set(session);
        _order.Add(session);
        if (_open.Count > Most)
        {
            Release(_order.First!, tell: true);
        }

        session.MayContinueEarlier = _startedHere?.Add(session.Key) == true && line.Kind == RsyncLineKind.Request;
        return session;
    }

    private void Continue(RsyncSession session, in RsyncLine line)
    {
        switch (line.Kind)
        {
            case RsyncLineKind.Allowed:
                session.SetModule(line.Module);
                Advance(session, RsyncSessionState.Allowed);
                break;
            case RsyncLineKind.Totals:
                (session.Sent, session.Received, session.Total) = (line.Sent, line.Received, line.Total);
                session.HasTotals = true;
                Advance(session, session.HasRequest ? RsyncSessionState.Finished : session.State);
                EndAt(session, line.Ticks);
                break;
            case RsyncLineKind.Error:
                session.ExitCode = Math.Max(0, line.Code);
                session.SetMessage(line.Text);
                session.State = RsyncSessionState.Failed;
                EndAt(session, line.Ticks);
                break;
            case RsyncLineKind.Warning:
                session.ExitCode = Math.Max(0, line.Code);
                session.SetMessage(line.Text);
                break;
            case RsyncLineKind.Diagnostic when session.Message.IsEmpty:
                session.SetMessage(line.Text);
                break;
            case RsyncLineKind.ModuleList:
                TurnAway(session, RsyncSessionState.Listed, in line);
                break;
            case RsyncLineKind.Denied:
                TurnAway(session, RsyncSessionState.Denied, in line);
                break;
            case RsyncLineKind.UnknownModule:
                TurnAway(session, RsyncSessionState.UnknownModule, in line);
                break;
            case RsyncLineKind.AuthFailed:
                TurnAway(session, RsyncSessionState.AuthFailed, in line);
                break;
            case RsyncLineKind.MaxConnections:
                TurnAway(session, RsyncSessionState.Refused, in line);
                break;
            case RsyncLineKind.File:
                session.Files++;
                session.FileBytes += Math.Max(0, line.Length);
                break;
        }
    }

    private void TurnAway(RsyncSession session, RsyncSessionState state, in RsyncLine line)
    {
        session.SetModule(line.Module);
        session.SetUser(line.User);
        if (state != RsyncSessionState.Listed)
        {
            session.SetMessage(line.Text);
        }

        Advance(session, state);
        EndAt(session, line.Ticks);
    }

    private static void Advance(RsyncSession session, RsyncSessionState state)
    {
        if (session.State != RsyncSessionState.Failed)
        {
            session.State = state;
        }
    }

    private void EndAt(RsyncSession session, long ticks)
    {
        session.EndTicks = ticks;
        _lingering.Add(session);
    }

    private void GiveAwayUntil(long ticks)
    {
        while (_lingering.TryTake(ticks, out RsyncSession oldest))
        {
            // It may have been given away and begun again meanwhile, or have ended once more.
            if (oldest.EndTicks == 0 || !ReferenceEquals(_open.Find(oldest.Key), oldest))
            {
                continue;
            }

            if (oldest.EndTicks < ticks)
            {
                Release(oldest, tell: true);
            }
            else
            {
                _lingering.Add(oldest);
            }
        }
    }

    private void Release(RsyncSession session, bool tell)
    {
        _open.Remove(session);
        _order.Remove(session);
        if (tell)
        {
            Tell(session);
        }
        else
        {
            Free(session);
        }
    }

    private void Tell(RsyncSession session)
    {
        if (_startedHere is not null && session.MayContinueEarlier && _held.Count < Most)
        {
            _held.Set(session);
            _heldOrder.Add(session);
            return;
        }

        end.Ended(session);
        Free(session);
    }

    private void Free(RsyncSession session)
    {
        session.EndTicks = 0;
        _free.Push(session);
    }
}
