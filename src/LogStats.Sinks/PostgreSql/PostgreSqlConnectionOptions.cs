namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// How a server is reached. What stands here goes before what the connection string says, that before the environment
/// (<c>DBURI</c>, then <c>PG*</c>), and that before what libpq would take: the socket of this machine, or localhost.
/// </summary>
public sealed record PostgreSqlConnectionOptions
{
    /// <summary>A URI (<c>postgresql://user@host:5432/db?sslmode=verify-full</c>) or keywords, of libpq or of .NET.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A name, an address, or the folder of a Unix socket.</summary>
    public string? Host { get; init; }

    public int? Port { get; init; }

    public string? Database { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>As libpq writes it, such as <c>verify-full</c>.</summary>
    public string? SslMode { get; init; }

    /// <summary>The file of certificates that the server's own must come from, or <c>system</c>.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>How long a server may take to let us in. Ten seconds by default.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Where environment variables are looked up.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
