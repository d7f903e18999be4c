using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.Kinds;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Reads summaries back from a PostgreSQL database, a standby too, and changes nothing in it. Rows come as the server sends
/// them, from the moment that a table was asked for.
/// </summary>
public sealed class PostgreSqlSummaries : ISummarySource
{
    private static readonly string[] s_columns = [.. SummaryIdentity.Instance.Columns.Select(static column => column.Name.ToLowerInvariant())];

    private readonly PostgreSqlConnectionOptions _options;

    private PostgreSqlSummaries(PostgreSqlConnectionOptions options) => _options = options;

    /// <summary>Connects to nothing yet.</summary>
    public static PostgreSqlSummaries Open(PostgreSqlConnectionOptions options) => new(options);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ISummary> ReadAsync(string? table, [EnumeratorCancellation] CancellationToken stop)
    {
        PostgreSqlSettings settings = PostgreSqlSettings.Resolve(_options);
        await using PostgreSqlSession session = new(await PostgreSqlConnections.OpenAsync(settings, stop).ConfigureAwait(false), settings);
        foreach (TableCatalog one in await TablesAsync(session, table ?? settings.Table, stop).ConfigureAwait(false))
        {
            await using NpgsqlCommand command = new(Select(one), session.Connection) { CommandTimeout = 0 };
            await using NpgsqlDataReader reader = await SayAsync(session, () => command.ExecuteReaderAsync(stop)).ConfigureAwait(false);
            while (await SayAsync(session, () => reader.ReadAsync(stop)).ConfigureAwait(false))
            {
                SummaryKey key = new(reader.IsDBNull(0) ? null : reader.GetInt64(0), Text(reader, 1) ?? "", Text(reader, 2) ?? "",
                    reader.IsDBNull(3) ? 0 : reader.GetInt64(3), Question: 0);
                yield return StoredSummaries.Read(new StoredSummary(settings.Shown, one.Name, key, Text(reader, 4)));
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string Select(TableCatalog table)
    {
        IEnumerable<string> columns = s_columns.Zip(["int8", "text", "text", "int8", "text"],
            (name, type) => $"{Identifier.Quote(Column(table, name)!.Name)}::{type}");
        return $"SELECT {string.Join(", ", columns)} FROM {Identifier.Quote(table.Schema)}.{Identifier.Quote(table.Name)}";
    }

    private static TableColumn? Column(TableCatalog table, string name)
        => table.Columns.FirstOrDefault(column => column.Name == name)
            ?? table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static async ValueTask<List<TableCatalog>> TablesAsync(PostgreSqlSession session, string? table, CancellationToken stop)
    {
        string? schema = session.Settings.Schema;
        string target = session.Settings.Shown;
        if (table is not null
            && await SayAsync(session, () => TableCatalog.FindAsync(session, schema, table, stop).AsTask()).ConfigureAwait(false) is { } named)
        {
            string[] missing = [.. s_columns.Where(name => Column(named, name) is null)];
            return missing.Length == 0 ? [named]
                : throw Fail.NoSummaries(target, table, $"the {(missing.Length == 1 ? "column" : "columns")} {string.Join(", ", missing)}");
        }

        List<TableCatalog> known = [];
        foreach (object?[] row in await SayAsync(session, () => session.QueryAsync(Known(schema), stop).AsTask()).ConfigureAwait(false))
        {
            if (await SayAsync(session, () => TableCatalog.FindAsync(session, (string)row[0]!, (string)row[1]!, stop).AsTask()).ConfigureAwait(false) is { } found)
            {
                known.Add(found);
            }
        }

        return table is null && known.Count > 0 ? known
            : throw Fail.SummariesMissing(target, table, [.. known.Select(static found => found.Name)]);
    }

    /// <summary>The tables and views that have all columns of a summary's identity.</summary>
    private static string Known(string? schema) => $"""
        SELECT n.nspname::text, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
          AND {(schema is null ? "n.nspname = ANY (current_schemas(false))" : $"lower(n.nspname) = {Identifier.Literal(schema.ToLowerInvariant())}")}
          AND {s_columns.Length} = (SELECT count(DISTINCT lower(a.attname)) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
            AND NOT a.attisdropped AND lower(a.attname) IN ({string.Join(", ", s_columns.Select(Identifier.Literal))}))
        ORDER BY 1, 2
        """;

    /// <summary>What the server says, as a fault.</summary>
    private static async ValueTask<T> SayAsync<T>(PostgreSqlSession session, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException)
        {
            throw PostgreSqlFaults.Of(session.Settings.Shown, error);
        }
    }
}
