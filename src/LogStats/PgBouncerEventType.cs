namespace LogStats;

/// <summary>What a record of a pgbouncer log is.</summary>
[Flags]
public enum PgBouncerEventType
{
    /// <summary>The numbers of the last period, once a minute where nothing else is configured.</summary>
    Stats = 1,

    /// <summary>A client that asks to be let in, as pgbouncer logs it: before it looks at the password.</summary>
    Login = 2,

    /// <summary>A client that asked for a database or a name that there is not.</summary>
    LoginFailed = 4,

    /// <summary>A connection that ended, of a client or to a server, with its reason and its age.</summary>
    Close = 8,

    /// <summary>A new connection to a server.</summary>
    ServerConnect = 16,

    /// <summary>What a client was told of what went wrong.</summary>
    PoolerError = 32,

    /// <summary>A command of the administrator.</summary>
    Admin = 64,

    /// <summary>The pooler's own life: start, stop, signals, where it listens.</summary>
    Lifecycle = 128,

    /// <summary>A connection that was taken from the reserve, because a client had waited for too long.</summary>
    ReservePool = 256,

    /// <summary>Any other warning or error.</summary>
    Error = 512,

    /// <summary>Anything else that pgbouncer wrote.</summary>
    Notice = 1024,

    All = Stats | Login | LoginFailed | Close | ServerConnect | PoolerError | Admin | Lifecycle | ReservePool | Error | Notice,
}
