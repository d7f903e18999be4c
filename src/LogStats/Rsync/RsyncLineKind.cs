namespace LogStats.Rsync;

/// <summary>What a line of a daemon's log says.</summary>
internal enum RsyncLineKind : byte
{
    File,
    DaemonStart,
    Connect,
    Allowed,
    Denied,
    ModuleList,
    UnknownModule,
    AuthFailed,
    MaxConnections,
    Request,
    Phase,
    Totals,
    Error,
    Warning,
    Diagnostic,
    Note,
}
