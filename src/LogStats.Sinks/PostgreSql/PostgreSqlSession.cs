using System.Data;
using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>One connection, and what has been learnt over it. Ends with the connection.</summary>
internal sealed class PostgreSqlSession : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public PostgreSqlSession(NpgsqlConnection connection, PostgreSqlSettings settings) => (_connection, Settings) = (connection, settings);

    public PostgreSqlSettings Settings { get; }

    public NpgsqlConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(PostgreSqlSession));

    /// <summary>Whether it can be used on.</summary>
    public bool IsOpen => _connection is { FullState: ConnectionState.Open };

    public async ValueTask<int> ExecuteAsync(string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, Connection);
        return await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
    }

    /// <summary>All rows, each an array of its values; null for what is missing.</summary>
    public async ValueTask<List<object?[]>> QueryAsync(string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, Connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        List<object?[]> rows = [];
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
        {
            object?[] row = new object?[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>
    /// Begins a transaction that means the same on every server: rules are checked with the statement that breaks them, and
    /// an answer to its commit means that it is on the disk, whatever this role's defaults are.
    /// </summary>
    public async ValueTask<NpgsqlTransaction> BeginAsync(CancellationToken stop)
    {
        NpgsqlTransaction transaction = await Connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop).ConfigureAwait(false);
        _ = await ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE; "
            + "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'", stop).ConfigureAwait(false);
        return transaction;
    }

    /// <summary>
    /// Waits for the end of a copy, and no longer once it is asked to stop: the server may be waiting for somebody else's
    /// lock by then. The connection is given up, uncommitted, as soon as it can be.
    /// </summary>
    public async ValueTask EndAsync(NpgsqlRawCopyStream copy, CancellationToken stop)
    {
        Task end = copy.DisposeAsync().AsTask();
        try
        {
            await end.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!end.IsCompleted)
        {
            NpgsqlConnection? connection = _connection;
            _connection = null;
            _ = end.ContinueWith(
                ended =>
                {
                    _ = ended.Exception;
                    connection?.Dispose();
                },
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = null;
        }
    }
}
