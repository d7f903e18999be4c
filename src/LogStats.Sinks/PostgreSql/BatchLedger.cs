using System.Globalization;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Finds out what became of a batch whose commit nobody answered, where its rows have no names: each transaction writes the
/// number of its batch to <c>logstats_batch</c>, one row for each writer. To ask is also to wait: where the old transaction
/// still lives on the server, it holds that row.
/// </summary>
internal sealed class BatchLedger(string? schema)
{
    public const string TableName = "logstats_batch";

    private readonly string _writer = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
    private string? _table;
    private bool _hasWritten;

    /// <summary>Whether there is such a table. Makes it if it may; a server that forbids it is no fault.</summary>
    public async ValueTask<bool> PrepareAsync(PostgreSqlSession session, bool mayMake, CancellationToken stop)
    {
        if (_table is null)
        {
            List<object?[]> found = await session.QueryAsync("SELECT n, has_schema_privilege(n, 'CREATE') AND NOT pg_is_in_recovery() FROM "
                + $"(SELECT {(schema is null ? "current_schema()::text" : Identifier.Literal(schema))} AS n) AS one WHERE n IS NOT NULL",
                stop).ConfigureAwait(false);
            if (found is not [[string place, bool mayCreate]])
            {
                return false;
            }

            string table = $"{Identifier.Quote(place)}.{TableName}";
            List<object?[]> rights = await session.QueryAsync($"SELECT has_table_privilege(c, 'INSERT') AND has_table_privilege(c, 'UPDATE') "
                + $"AND has_table_privilege(c, 'SELECT') FROM (SELECT to_regclass({Identifier.Literal(table)})::oid AS c) AS one", stop).ConfigureAwait(false);
            if (rights is [[null]] ? !(mayMake && mayCreate) : rights is not [[true]])
            {
                return false;
            }

            await TableOpening.MakeLedgerAsync(session, table,
                $"CREATE TABLE IF NOT EXISTS {table} (writer text PRIMARY KEY, batch bigint NOT NULL, stored_at timestamptz NOT NULL DEFAULT now())",
                mayMake, stop).ConfigureAwait(false);
            _table = table;
        }

        return true;
    }

    /// <summary>Within the batch's own transaction: it and its rows are committed together or not at all.</summary>
    public ValueTask<int> WriteAsync(PostgreSqlSession session, long batch, CancellationToken stop)
    {
        _hasWritten = true;
        return session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO {_table} AS b (writer, batch) VALUES ('{_writer}', {batch}) "
            + $"ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, stored_at = now() WHERE b.batch < excluded.batch"), stop);
    }

    /// <summary>Whether that batch was committed. By then its transaction is over, one way or the other.</summary>
    public async ValueTask<bool> IsStoredAsync(PostgreSqlSession session, long batch, CancellationToken stop)
    {
        await using NpgsqlTransaction transaction = await session.BeginAsync(stop).ConfigureAwait(false);
        int written = await WriteAsync(session, batch, stop).ConfigureAwait(false);
        await transaction.RollbackAsync(stop).ConfigureAwait(false);
        return written == 0;
    }

    /// <summary>Takes our row away, and any that a killed program left a month ago.</summary>
    public async ValueTask TidyAsync(PostgreSqlSession session, CancellationToken stop)
    {
        if (_hasWritten)
        {
            _ = await session.ExecuteAsync($"DELETE FROM {_table} WHERE writer = '{_writer}' OR stored_at < now() - interval '30 days'", stop).ConfigureAwait(false);
            _hasWritten = false;
        }
    }
}
