namespace LogStats.Sinks.PostgreSql;

/// <summary>Where and how rows are stored in PostgreSQL.</summary>
public sealed record PostgreSqlSinkOptions
{
    /// <summary>The server and its database.</summary>
    public required PostgreSqlConnectionOptions Connection { get; init; }

    /// <summary>
    /// The table for every row, or null: the one that the connection string names, else each type of row has a table of
    /// its own, named by its map.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>The schema, which must be there; null for the one that the connection string names, else the search path.</summary>
    public string? SchemaName { get; init; }

    /// <summary>Whether a missing table is made. True by default; otherwise it is a fault.</summary>
    public bool CreateTable { get; init; } = true;

    /// <summary>Which columns. With <see cref="RowSchema.Original"/>, rows that the original did not store are left out.</summary>
    public RowSchema Schema { get; init; } = RowSchema.Native;

    /// <summary>Takes rows that the server refuses; where there is none, such a row is a fault of its batch.</summary>
    public IRefusedRows? Refused { get; init; }
}
