using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>Collects the records that lines and ended sessions of one input make.</summary>
internal sealed class RsyncEventMaker : IRsyncSessionEnd
{
    private readonly RsyncOptions _options;
    private readonly RsyncSessions _sessions;
    private readonly List<RsyncEvent> _made = [];
    private string? _path;
    private bool _named;

    public RsyncEventMaker(RsyncOptions options)
    {
        _options = options;
        _sessions = new RsyncSessions(this);
    }

    /// <summary>The records made and not taken away yet; the caller clears it.</summary>
    public List<RsyncEvent> Made => _made;

    /// <summary>Sessions without an end so far.</summary>
    public int Open => _sessions.CountWithoutEnd();

    public void Begin(string? path) => (_path, _named) = (path, false);

    /// <summary>An input whose first record was read elsewhere.</summary>
    public void Name(string path, long source)
    {
        (_path, _named) = (path, true);
        _sessions.Input = new RsyncInputName(path, source);
    }

    public void Take(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!_named)
        {
            _named = true;
            _sessions.Input = new RsyncInputName(_path, (long)ByteHash.Of(bytes));
        }

        RsyncSession? session = _sessions.Apply(in line, bytes, offset);
        RsyncEventKind kind = KindOf(line.Kind);
        if ((kind & _options.Kinds) != 0)
        {
            Keep(FromLine(kind, in line, bytes, offset, session));
        }
    }

    /// <summary>The sessions that are held, as text; null for none.</summary>
    public string? State(TransferGuess guess) => RsyncSessionText.Write(_sessions, guess);

    /// <exception cref="FormatException">It is no such text.</exception>
    public void Restore(string state, TransferGuess guess) => RsyncSessionText.Read(state, _sessions, guess);

    /// <summary>Gives what has ended without waiting for what may follow.</summary>
    public void Quiet() => _sessions.GiveAwayEnded();

    public void Finish() => _sessions.Finish();

    void IRsyncSessionEnd.Ended(RsyncSession session)
    {
        if ((_options.Kinds & RsyncEventKind.Transfer) != 0 && session is { HasRequest: true, HasTotals: true })
        {
            Keep(FromSession(
                RsyncEventKind.Transfer, session, session.RequestTicks, session.RequestInput, session.RequestOffset, session.RequestHash));
        }

        if ((_options.Kinds & RsyncEventKind.Session) != 0)
        {
            Keep(FromSession(
                RsyncEventKind.Session, session, session.StartTicks, session.Input, session.Offset, session.LineHash));
        }
    }

    private static RsyncEventKind KindOf(RsyncLineKind kind) => kind switch
    {
        RsyncLineKind.File => RsyncEventKind.File,
        RsyncLineKind.DaemonStart => RsyncEventKind.Daemon,
        RsyncLineKind.Denied or RsyncLineKind.UnknownModule or RsyncLineKind.MaxConnections => RsyncEventKind.Denied,
        RsyncLineKind.AuthFailed => RsyncEventKind.AuthFailed,
        RsyncLineKind.Error or RsyncLineKind.Warning or RsyncLineKind.Diagnostic => RsyncEventKind.Error,
        _ => 0,
    };

    private static DateTimeOffset Time(long ticks, short offsetMinutes)
    {
        TimeSpan offset = TimeSpan.FromMinutes(offsetMinutes);
        long local = ticks + offset.Ticks;
        return local < 0 || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : new DateTimeOffset(local, offset);
    }

    private void Keep(RsyncEvent item)
    {
        if (_options.Filter.Takes(item))
        {
            _options.Clients.Apply(item);
            _made.Add(item);
        }
    }

    private static RecordKey Key(RsyncEventKind kind, RsyncInputName input, long offset, ulong hash)
        => new(input.FirstLineHash, offset, (long)(hash ^ ((ulong)kind * 0x9E3779B97F4A7C15)));

    private RsyncEvent FromLine(
        RsyncEventKind kind, in RsyncLine line, ReadOnlySpan<byte> bytes, long offset, RsyncSession? session)
    {
        bool file = kind == RsyncEventKind.File;
        return new RsyncEvent
        {
            Kind = kind,
            Time = Time(line.Ticks, line.OffsetMinutes),
            ProcessId = line.ProcessId,
            Operation = line.Operation != RsyncOperation.None ? line.Operation : session?.Operation ?? RsyncOperation.None,
            Module = RsyncWords.Text(line.Module) ?? (session is null ? null : Module(session)),
            FileName = file ? RsyncWords.Text(line.Text) : null,
            UserName = RsyncWords.Text(line.HasUser || session is null || !line.User.IsEmpty ? line.User : session.User),
            HostName = RsyncWords.Text(line.Host.IsEmpty && session is not null ? session.Host : line.Host),
            ClientAddress = RsyncWords.Text(line.Address.IsEmpty && session is not null ? session.Address : line.Address),
            FileBytes = file && line.Length >= 0 ? line.Length : null,
            ExitCode = line.Kind is RsyncLineKind.Error or RsyncLineKind.Warning && line.Code >= 0 ? line.Code : null,
            Message = file ? null : RsyncWords.Text(line.Text),
            LogHost = RsyncWords.Text(line.LogHost),
            Path = _path,
            Offset = offset,
            Salt = _options.Clients.Salt,
            Key = Key(kind, _sessions.Input, offset, ByteHash.Of(bytes)),
        };
    }

    private RsyncEvent FromSession(
        RsyncEventKind kind, RsyncSession session, long start, RsyncInputName input, long offset, ulong hash)
    {
        ReadOnlySpan<byte> module = RsyncRequest.Module(session.Request, session.Module);
        return new RsyncEvent
        {
            Kind = kind,
            Time = Time(start, session.OffsetMinutes),
            EndTime = session.EndTicks == 0 ? null : Time(session.EndTicks, session.OffsetMinutes),
            ProcessId = session.Key.ProcessId,
            Operation = session.Operation,
            State = session.State,
            Module = Module(session),
            Directory = session.HasRequest ? RsyncWords.Text(RsyncRequest.Directory(session.Request, module)) ?? "" : null,
            UserName = RsyncWords.Text(session.User),
            HostName = RsyncWords.Text(session.Host),
            ClientAddress = RsyncWords.Text(session.Address),
            SentBytes = session.HasTotals ? session.Sent : null,
            ReceivedBytes = session.HasTotals ? session.Received : null,
            TotalBytes = session.HasTotals ? session.Total : null,
            Files = session.Files,
            FileBytes = session.Files > 0 ? session.FileBytes : null,
            ExitCode = session.ExitCode == 0 && session.State != RsyncSessionState.Finished ? null : session.ExitCode,
            Message = RsyncWords.Text(session.Message),
            LogHost = RsyncWords.Text(session.LogHost),
            Path = input.Path,
            Offset = offset,
            Salt = _options.Clients.Salt,
            Key = Key(kind, input, offset, hash),
        };
    }

    private static string? Module(RsyncSession session)
        => RsyncWords.Text(session.HasRequest ? RsyncRequest.Module(session.Request, session.Module) : session.Module);
}
