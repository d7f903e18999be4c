namespace LogStats;

/// <summary>What statistics of a pgbouncer log can be grouped by.</summary>
public enum PgBouncerGroup : byte
{
    /// <summary>The day, in the log's own zone.</summary>
    Day,

    /// <summary>The hour of that day.</summary>
    Hour,

    User,

    Database,

    /// <summary>The client's address, or "unix" for a client of the same machine.</summary>
    Client,

    /// <summary>The client's network: /24 of IPv4, /48 of IPv6.</summary>
    Network,

    /// <summary>The PostgreSQL server's address, with its port.</summary>
    Server,

    Type,

    /// <summary>Why connections ended, and what clients were told, without what differs from case to case.</summary>
    Reason,
}
