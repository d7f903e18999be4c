namespace LogStats;

/// <summary>Whose connection it is that a line of a pgbouncer log tells of.</summary>
public enum PgBouncerSide : byte
{
    /// <summary>The line is of no connection.</summary>
    None,

    /// <summary>A client's to pgbouncer.</summary>
    Client,

    /// <summary>Pgbouncer's to a PostgreSQL server.</summary>
    Server,
}
