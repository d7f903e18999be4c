using LogStats.Sinks;

namespace LogStats;

/// <summary>One message of a pgbouncer log. What the log does not say is null.</summary>
public sealed class PgBouncerEvent : ILogRecord, IComparable<PgBouncerEvent>
{
    public PgBouncerEventType Type { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>LOG, WARNING, ERROR, FATAL, DEBUG or NOISE; null where a logger took it off.</summary>
    public string? Level { get; init; }

    public int? ProcessId { get; init; }

    /// <summary>Whose connection it is: a client's, or one to a server.</summary>
    public PgBouncerSide Side { get; init; }

    /// <summary>The connection as the log names it. A later connection may have the same name.</summary>
    public string? Connection { get; init; }

    /// <summary>The database that was asked for; of a message that does not say so, that of the pool.</summary>
    public string? Database { get; init; }

    /// <summary>The database of the pool that the connection belongs to; another name may lead to it.</summary>
    public string? PoolDatabase { get; init; }

    public string? UserName { get; init; }

    /// <summary>The client's address, or "unix".</summary>
    public string? ClientAddress { get; init; }

    public int? ClientPort { get; init; }

    /// <summary>The client's process, of a client of the same machine.</summary>
    public int? ClientProcessId { get; init; }

    /// <summary>The PostgreSQL server's address, or "unix".</summary>
    public string? ServerAddress { get; init; }

    public int? ServerPort { get; init; }

    /// <summary>Pgbouncer's own end of a new connection to a server.</summary>
    public string? LocalAddress { get; init; }

    /// <summary>The number of another pooler, which the connection is of.</summary>
    public int? PeerId { get; init; }

    /// <summary>"no", or protocol and cipher.</summary>
    public string? Tls { get; init; }

    /// <summary>"no", "yes" or "database".</summary>
    public string? Replication { get; init; }

    /// <summary>Why a connection ended, or what a client was told.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the connection that ended had been there, in whole seconds.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The client did not get in: the end of a connection without a login, or a failed login.</summary>
    public bool IsLoginFailure { get; init; }

    public long? XactsPerSecond { get; init; }

    /// <summary>Of the oldest logs, which count requests, those.</summary>
    public long? QueriesPerSecond { get; init; }

    public long? ClientParsesPerSecond { get; init; }

    public long? ServerParsesPerSecond { get; init; }

    public long? BindsPerSecond { get; init; }

    public long? InBytesPerSecond { get; init; }

    public long? OutBytesPerSecond { get; init; }

    /// <summary>How long a transaction took on average.</summary>
    public TimeSpan? XactTime { get; init; }

    /// <summary>How long a query took on average.</summary>
    public TimeSpan? QueryTime { get; init; }

    /// <summary>How long clients waited for a server.</summary>
    public TimeSpan? WaitTime { get; init; }

    /// <summary>
    /// A name that a client chose makes it impossible to tell which words are whose. An address that could be forged is not
    /// given then, and names may be parted at the wrong place; <see cref="Message"/> has the words.
    /// </summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The message, behind time, level and connection.</summary>
    public string? Message { get; init; }

    /// <summary>The machine that wrote the line, where the line says so.</summary>
    public string? LogHost { get; init; }

    /// <summary>The input that it was read from.</summary>
    public string? Path { get; init; }

    /// <summary>Where its first line starts in that input, decompressed.</summary>
    public long Offset { get; init; }

    internal RecordKey Key { get; init; }

    RecordKey ILogRecord.GetKey() => Key;

    RowMap IRow.GetRowMap() => PgBouncer.PgBouncerEventRows.Map;

    public int CompareTo(PgBouncerEvent? other) => other is null ? 1 : Time.CompareTo(other.Time);

    public override string ToString()
        => $"{Time:yyyy-MM-dd HH:mm:ss} {Type} {Database}/{UserName} {ClientAddress ?? ServerAddress} {Reason ?? Message}".TrimEnd();
}
