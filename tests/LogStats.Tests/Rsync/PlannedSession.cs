using LogStats.Rsync;

namespace LogStats.Tests.Rsync;

/// <summary>One planned session, written line by line, and what each line and the whole have to make.</summary>
internal sealed class PlannedSession(PlannedLog log, SessionPlan plan, int machine, int process, DateTime start)
{
    private readonly string _peer = $"{plan.Host} ({plan.Address})";
    private readonly string? _logHost = log.NamesMachines ? $"log{machine}" : null;
    private PlannedLine? _first;
    private PlannedLine? _request;
    private PlannedLine? _end;
    private bool _granted;
    private long _files;
    private long _fileBytes;
    private string? _message;
    private string? _failedUser;
    private int _code;
    private int _steps;

    /// <summary>When its last line was written.</summary>
    public DateTime Time { get; private set; } = start;

    /// <summary>It was connected, and neither asked for anything nor was turned away.</summary>
    public bool WaitsForRequest => _first is not null && _request is null && _end is null;

    private bool Asks => plan.Ending <= Ending.Nothing;

    private bool HasTotals => plan.Ending <= Ending.TotalsThenWarning;

    private RsyncOperation Operation => _request is null ? RsyncOperation.None : plan.Upload ? RsyncOperation.Receive : RsyncOperation.Send;

    private string? Module => _granted || _request is not null ? plan.Module : null;

    private string? User => _request is not null ? plan.User : _failedUser;

    public void Write(bool connects)
    {
        if (plan.Ending == Ending.OnlyTotals)
        {
            Line(Totals);
            return;
        }

        // Only the grant tells where a module's name with a blank ends, and only a connection says who was refused.
        bool needsGrant = plan.Module.Contains(' ', StringComparison.Ordinal);
        if (connects || needsGrant || plan.Ending is Ending.ConnectedOnly or Ending.Refused)
        {
            _first = Line($"connect from {_peer}");
        }

        Noise();
        if (_first is not null && (plan.Allowed || needsGrant) && (Asks || plan.Ending == Ending.Refused))
        {
            Line($"rsync allowed access on module {plan.Module} from {_peer}");
            _granted = true;
        }

        if (Asks)
        {
            Ask();
        }
        else if (plan.Ending != Ending.ConnectedOnly)
        {
            TurnAway();
        }

        if (_first is not null)
        {
            Conclude();
        }
    }

    private string Totals => $"sent {plan.Sent} bytes  received {plan.Received} bytes  total size {plan.Total}";

    private void Ask()
    {
        string request = plan.Paths.Length == 0 ? plan.Module : string.Join(' ', plan.Paths.Select(item => plan.Module + item));
        string user = plan.User is null ? "" : plan.User + "@";
        _request = Line($"rsync {(plan.Upload ? "to" : "on")} {LogFormatWriter.Escape(request)} from {user}{_peer}");
        _first ??= _request;
        Line(plan.Upload ? "receiving file list" : "building file list");
        if (plan.Complains)
        {
            Wrong("rsync: [sender] link_stat \"x\" (in pub) failed: No such file or directory (2)", null);
        }

        foreach (FilePlan file in plan.Files)
        {
            Move(file);
        }

        if (HasTotals)
        {
            _end = Line(Totals);
        }

        if (plan.Ending is Ending.Error or Ending.TotalsThenError)
        {
            _end = Wrong("rsync error: timeout in data send/receive (code 30) at io.c(203) [sender=3.2.7]", 30);
        }

        if (plan.Ending == Ending.TotalsThenWarning)
        {
            Wrong("rsync warning: some files vanished before they could be transferred (code 24) at main.c(1682) [sender=3.2.7]", 24);
        }
    }

    private void Move(FilePlan file)
    {
        bool itemized = log.FormatWritten.StartsWith("%i", StringComparison.Ordinal);
        RsyncOperation operation = file.Deleted ? RsyncOperation.Delete : Operation;
        PlannedLine line = Line(LogFormatWriter.Write(log.FormatWritten, new LoggedFile
        {
            Host = plan.Host, Address = plan.Address, Module = plan.Module, User = plan.User ?? "", Operation = operation,
            Name = file.Name, Length = file.Length, Moved = file.Length, Process = process,
        }));
        _files++;
        _fileBytes += itemized ? 0 : file.Length;
        DateTime time = Time;
        log.Expect(() => new RsyncEvent
        {
            Kind = RsyncEventKind.File, Time = log.Told(time, machine), ProcessId = process, Operation = operation,
            Module = plan.Module, FileName = file.Name, UserName = plan.User, HostName = plan.Host, ClientAddress = plan.Address,
            FileBytes = itemized ? null : file.Length, LogHost = _logHost, Path = log.Path, Offset = line.Offset,
        });
    }

    private PlannedLine Wrong(string message, int? code)
    {
        PlannedLine line = Line(message);
        _message = code is null ? _message ?? message : message;
        _code = code ?? _code;
        DateTime time = Time;
        (RsyncOperation operation, string? module) = (Operation, Module);
        log.Expect(() => new RsyncEvent
        {
            Kind = RsyncEventKind.Error, Time = log.Told(time, machine), ProcessId = process, Operation = operation,
            Module = module, UserName = plan.User, HostName = plan.Host, ClientAddress = plan.Address, ExitCode = code,
            Message = message, LogHost = _logHost, Path = log.Path, Offset = line.Offset,
        });
        return line;
    }

    private void TurnAway()
    {
        string message = plan.Ending switch
        {
            Ending.Denied => $"rsync denied on module {plan.Module} from {_peer}",
            Ending.UnknownModule => $"unknown module '{plan.Module}' tried from {_peer}",
            Ending.AuthFailed => $"auth failed on module {plan.Module} from {_peer} for {plan.User ?? "nobody"}: password mismatch",
            Ending.Listed => $"module-list request from {_peer}",
            _ => "max connections (4) reached",
        };
        _end = Line(message);
        if (plan.Ending == Ending.Listed)
        {
            return;
        }

        _message = message;
        _granted |= plan.Ending != Ending.Refused;
        _failedUser = plan.Ending == Ending.AuthFailed ? plan.User ?? "nobody" : null;
        (DateTime time, PlannedLine line, string? module) = (Time, _end, Module);
        log.Expect(() => new RsyncEvent
        {
            Kind = plan.Ending == Ending.AuthFailed ? RsyncEventKind.AuthFailed : RsyncEventKind.Denied,
            Time = log.Told(time, machine), ProcessId = process, Module = module, UserName = _failedUser, HostName = plan.Host,
            ClientAddress = plan.Address, Message = message, LogHost = _logHost, Path = log.Path, Offset = line.Offset,
        });
    }

    private void Conclude()
    {
        log.Expect(() => Whole(RsyncEventKind.Session, _first!));
        if (_request is not null && HasTotals)
        {
            log.Expect(() => Whole(RsyncEventKind.Transfer, _request));
        }
    }

    private RsyncEvent Whole(RsyncEventKind kind, PlannedLine from) => new()
    {
        Kind = kind, Time = log.Told(from.Time, machine), EndTime = _end is null ? null : log.Told(_end.Time, machine),
        ProcessId = process, Operation = Operation, State = State, Module = Module,
        Directory = _request is null ? null : string.Join(' ', plan.Paths).Trim(' '), UserName = User, HostName = plan.Host,
        ClientAddress = plan.Address, SentBytes = HasTotals ? plan.Sent : null, ReceivedBytes = HasTotals ? plan.Received : null,
        TotalBytes = HasTotals ? plan.Total : null, Files = _files, FileBytes = _files > 0 ? _fileBytes : null,
        ExitCode = _code > 0 || State == RsyncSessionState.Finished ? _code : null, Message = _message, LogHost = _logHost,
        Path = log.Path, Offset = from.Offset,
    };

    private RsyncSessionState State => plan.Ending switch
    {
        Ending.Totals or Ending.TotalsThenWarning => RsyncSessionState.Finished,
        Ending.Error or Ending.TotalsThenError => RsyncSessionState.Failed,
        Ending.Nothing => RsyncSessionState.Unfinished,
        Ending.ConnectedOnly => RsyncSessionState.Connected,
        Ending.Denied => RsyncSessionState.Denied,
        Ending.UnknownModule => RsyncSessionState.UnknownModule,
        Ending.AuthFailed => RsyncSessionState.AuthFailed,
        Ending.Listed => RsyncSessionState.Listed,
        _ => RsyncSessionState.Refused,
    };

    private PlannedLine Line(string message)
    {
        // What follows an end follows it at once.
        int step = plan.Steps.Length == 0 ? 0 : plan.Steps[_steps++ % plan.Steps.Length];
        Time = Time.AddSeconds(_end is null ? step : Math.Min(step, 5));
        log.Records++;
        return log.Add(Time, log.Wrap(Time, machine, process, _request is null ? null : plan.User, message));
    }

    /// <summary>A line that is nobody's: it must change nothing but the account.</summary>
    private void Noise()
    {
        switch (plan.Noise)
        {
            case 1:
                log.Add(Time, "");
                log.Skipped++;
                break;
            case 2:
                log.Add(Time, "this line is in no envelope at all");
                log.Rejected++;
                break;
            case 3:
                log.Add(Time, log.Wrap(Time, machine, process, null, "words that no rsync writes"));
                log.Rejected++;
                break;
            case 4:
                log.Add(Time, log.Wrap(Time, machine, process, null, "name lookup failed for 192.0.2.4: Name or service not known"));
                log.Records++;
                break;
            case 5 when log.NamesMachines:
                log.Add(Time, log.Wrap(Time, machine, process, null, $"connect from evil (6.6.6.6)").Replace("rsyncd", "sshd", StringComparison.Ordinal));
                log.Skipped++;
                break;
        }
    }
}
