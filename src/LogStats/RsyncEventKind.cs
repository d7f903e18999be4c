namespace LogStats;

/// <summary>What a record is.</summary>
[Flags]
public enum RsyncEventKind
{
    /// <summary>A session that moved data: who, where, when, and its totals.</summary>
    Transfer = 1,

    /// <summary>One file, from a per-file line.</summary>
    File = 2,

    /// <summary>A whole connection, whatever came of it.</summary>
    Session = 4,

    /// <summary>A client that was turned away: host rules, unknown module, too many connections.</summary>
    Denied = 8,

    /// <summary>A client that gave no valid name and password.</summary>
    AuthFailed = 16,

    /// <summary>An error or warning that rsync wrote.</summary>
    Error = 32,

    /// <summary>The daemon's own life.</summary>
    Daemon = 64,

    All = Transfer | File | Session | Denied | AuthFailed | Error | Daemon,
}
