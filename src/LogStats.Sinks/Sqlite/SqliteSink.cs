using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// Stores rows in an SQLite file that any SQLite tool can open. A batch is one transaction, on the disk before it is
/// answered, and stored as a whole or not at all, tables that were made for it included. A record that is there already
/// is not stored again. One sink is for one caller at a time; several sinks, and other programs, may share a file.
/// </summary>
public sealed class SqliteSink : ISink
{
    private const int RowsBetweenStops = 1024;

    private readonly SqliteSinkOptions _options;
    private readonly Dictionary<RowMap, SqliteTable> _tables = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _emptied = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(IRow Row, string Reason)> _refused = [];
    private readonly HashSet<string> _emptiedByBatch = new(StringComparer.OrdinalIgnoreCase);

    private SqliteSink(SqliteSinkOptions options, SqliteDatabase database)
    {
        _options = options;
        Database = database;
    }

    internal SqliteDatabase Database { get; }

    /// <summary>Opens or makes the file, so that a wrong path is known before anything has been read.</summary>
    /// <exception cref="LogStatsException">It cannot be written to, or the table's name is not one.</exception>
    public static SqliteSink Open(SqliteSinkOptions options)
    {
        if (options.Table is not null)
        {
            _ = TableName.Check(options.Table);
        }

        return new SqliteSink(options, SqliteDatabase.Open(options.Path, options.BusyTimeout));
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        try
        {
            Database.Execute("BEGIN IMMEDIATE");
            _refused.Clear();
            SinkAnswer answer = Insert(batch, stop);
            Database.Execute("COMMIT");
            _emptiedByBatch.Clear();
            foreach ((IRow row, string reason) in _refused)
            {
                _options.Refused!.Add(row, reason);
            }

            return ValueTask.FromResult(answer);
        }
        catch
        {
            Undo();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop)
    {
        try
        {
            // Only tidies: what was answered is on the disk. Brings everything into the one file if nobody else reads it.
            Database.Execute("PRAGMA optimize");
            Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (LogStatsException)
        {
            // The next program that opens the file reads the log beside it and goes on from there.
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Forget();
        Database.Dispose();
        return ValueTask.CompletedTask;
    }

    private SinkAnswer Insert(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        SinkAnswer answer = default;
        RowMap? map = null;
        SqliteTable? table = null;
        for (int i = 0; i < batch.Count; i++)
        {
            if (i % RowsBetweenStops == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            IRow row = batch[i];
            RowMap? rows = Rows(row);
            if (rows is null)
            {
                continue;
            }

            if (!ReferenceEquals(rows, map))
            {
                (map, table) = (rows, Table(rows));
            }

            answer += Insert(table!, row);
        }

        return answer;
    }

    private SinkAnswer Insert(SqliteTable table, IRow row)
    {
        try
        {
            return table.Insert(row) ? new SinkAnswer(1, 0) : new SinkAnswer(0, 1);
        }
        catch (LogStatsException fault) when (_options.Refused is not null && SqliteFaults.IsOfRow(fault))
        {
            // SQLite undoes the one statement and leaves its transaction as it was.
            _refused.Add((row, fault.Message));
            return new SinkAnswer(0, 0, 1);
        }
    }

    private RowMap? Rows(IRow row) => _options.Schema == RowSchema.Native ? row.GetRowMap()
        : row is IOriginalRow original ? original.GetOriginalRowMap()
        : throw Fail.SinkRejected(_options.Path, $"the original stored no rows of the kind '{row.GetRowMap().Table}'",
            "Store these in the native schema.");

    private SqliteTable Table(RowMap map)
    {
        if (!_tables.TryGetValue(map, out SqliteTable? table))
        {
            string name = TableName.Check(_options.Table ?? map.Table);
            table = SqliteTable.Open(Database, name, map, _options.CreateTable);
            _tables.Add(map, table);
            Empty(name);
        }

        return table;
    }

    private void Empty(string table)
    {
        if (!_options.Append && _emptied.Add(table))
        {
            _ = _emptiedByBatch.Add(table);
            Database.Execute($"DELETE FROM {SqliteShape.Quote(table)}");
        }
    }

    // A table may have been made or emptied by the transaction that is now undone, so none is known any more.
    private void Undo()
    {
        Forget();
        _emptied.ExceptWith(_emptiedByBatch);
        _emptiedByBatch.Clear();
        if (Database.InTransaction)
        {
            Database.Execute("ROLLBACK");
        }
    }

    private void Forget()
    {
        foreach (SqliteTable table in _tables.Values)
        {
            table.Dispose();
        }

        _tables.Clear();
    }
}
