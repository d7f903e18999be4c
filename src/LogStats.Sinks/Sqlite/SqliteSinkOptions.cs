namespace LogStats.Sinks.Sqlite;

/// <summary>Where and how rows are stored in SQLite.</summary>
public sealed record SqliteSinkOptions
{
    /// <summary>The database file; made when it is missing. Its folder must be there.</summary>
    public required string Path { get; init; }

    /// <summary>The table for every row, or null: each type of row has a table of its own, named by its map.</summary>
    public string? Table { get; init; }

    /// <summary>Whether a missing table is made. True by default; otherwise it is a fault.</summary>
    public bool CreateTable { get; init; } = true;

    /// <summary>
    /// Whether rows are added to those there. True by default; otherwise a table is emptied in the same transaction
    /// that brings its first new rows.
    /// </summary>
    public bool Append { get; init; } = true;

    /// <summary>Which columns. With <see cref="RowSchema.Original"/>, rows that the original did not store are left out.</summary>
    public RowSchema Schema { get; init; } = RowSchema.Native;

    /// <summary>How long a batch waits for another program that holds the database. Five seconds by default.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Takes rows that a rule of the table refuses; where there is none, such a row is a fault of its batch.</summary>
    public IRefusedRows? Refused { get; init; }
}
