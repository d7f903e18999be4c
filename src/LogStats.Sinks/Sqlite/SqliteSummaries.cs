using LogStats.Faults;
using LogStats.Kinds;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// Reads summaries back from an SQLite file, and changes nothing in it. A table is read as it was when its first row was
/// asked for, whatever others write meanwhile.
/// </summary>
public sealed class SqliteSummaries : ISummarySource
{
    private static readonly string[] s_columns = [.. SummaryIdentity.Instance.Columns.Select(static column => column.Name)];

    private readonly SqliteDatabase _database;

    private SqliteSummaries(SqliteDatabase database) => _database = database;

    /// <exception cref="LogStatsException">There is no such file, or it is no database that can be read.</exception>
    public static SqliteSummaries Open(string path, TimeSpan? busyTimeout = null)
        => new(SqliteDatabase.OpenToRead(path, busyTimeout ?? TimeSpan.FromSeconds(5)));

    /// <inheritdoc/>
    public IAsyncEnumerable<ISummary> ReadAsync(string? table, CancellationToken stop)
        => Tables(table).SelectMany(name => Read(name, stop)).ToAsyncEnumerable();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private List<string> Tables(string? table)
    {
        List<string> known = Known();
        if (table is null)
        {
            return known.Count > 0 ? known : throw Fail.SummariesMissing(_database.Path, null, known);
        }

        if (!known.Contains(table, StringComparer.OrdinalIgnoreCase))
        {
            string[] missing = Missing(table);
            throw missing.Length == s_columns.Length && SqliteShape.Columns(_database, table).Count == 0
                ? Fail.SummariesMissing(_database.Path, table, known)
                : Fail.NoSummaries(_database.Path, table, $"the {(missing.Length == 1 ? "column" : "columns")} {string.Join(", ", missing)}");
        }

        return [table];
    }

    private List<string> Known()
    {
        List<string> names = [];
        using (SqliteStatement select = _database.Prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"))
        {
            while (select.Step())
            {
                names.Add(select.ColumnText(0));
            }
        }

        return [.. names.Where(name => Missing(name).Length == 0)];
    }

    private string[] Missing(string table)
    {
        HashSet<string> there = SqliteShape.Columns(_database, table);
        return [.. s_columns.Where(name => !there.Contains(name))];
    }

    private IEnumerable<ISummary> Read(string table, CancellationToken stop)
    {
        using SqliteStatement select = _database.Prepare(
            $"SELECT {string.Join(", ", s_columns.Select(SqliteShape.Quote))} FROM {SqliteShape.Quote(table)}");
        while (select.Step())
        {
            stop.ThrowIfCancellationRequested();
            SummaryKey key = new(select.IsNull(0) ? null : select.ColumnInteger(0), select.ColumnText(1), select.ColumnText(2),
                select.ColumnInteger(3), Question: 0);
            yield return StoredSummaries.Read(
                new StoredSummary(_database.Path, table, key, select.IsNull(4) ? null : select.ColumnText(4)));
        }
    }
}
