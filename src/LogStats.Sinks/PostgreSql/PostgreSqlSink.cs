using System.Net.Sockets;
using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Stores rows in PostgreSQL. A batch is one transaction, on the server's disk before it is answered, and stored as a whole
/// or not at all. A row that is there already is not stored again; and where the answer to a commit gets lost, the next try
/// finds out what became of it. One sink is for one caller at a time; any number of sinks may share a table.
/// </summary>
public sealed class PostgreSqlSink : ISink
{
    /// <summary>Larger than batches of files are: each costs four answers of a server that may be far away.</summary>
    public const int UsualBatch = 20_000;

    private readonly PostgreSqlSinkOptions _options;
    private readonly PostgreSqlSettings _settings;
    private readonly string? _schemaAsked;
    private readonly SinkTables _tables;
    private PostgreSqlSession? _session;
    private BatchWriter? _writer;
    private BatchLedger? _ledger;
    private OpenBatch? _open;
    private string? _schema;
    private long _batches;

    private PostgreSqlSink(PostgreSqlSinkOptions options, PostgreSqlSettings settings)
    {
        (_options, _settings, _tables) = (options, settings, new SinkTables(options));
        _schemaAsked = (options.SchemaName ?? settings.Schema) is { } schema ? Identifier.CheckSchema(schema) : null;
        if ((options.Table ?? settings.Table) is { } table)
        {
            _ = TableName.Check(table);
        }
    }

    /// <summary>The target as messages name it: never a password.</summary>
    public string Shown => _settings.Shown;

    /// <summary>Called within a batch's transaction once all is written, before its commit: a place for tests to break off.</summary>
    internal Func<ValueTask>? BeforeCommit { get; set; }

    /// <summary>Puts together what it was told; nothing is reached before <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="LogStatsException">A setting or a name is not right.</exception>
    public static PostgreSqlSink Open(PostgreSqlSinkOptions options)
    {
        PostgreSqlSettings settings = PostgreSqlSettings.Resolve(options.Connection);
        _ = settings.Builder();
        return new PostgreSqlSink(options, settings);
    }

    /// <inheritdoc/>
    public int RowsAtOnce => UsualBatch;

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop) => _ = await GuardedAsync(async () =>
    {
        await ConnectAsync(stop).ConfigureAwait(false);
        return default;
    }).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        SinkAnswer answer = default;
        int done = 0;
        if (_open is { } open && open.Begins(batch))
        {
            if (open.Number is not null)
            {
                open.Settle(await GuardedAsync(() => SettleAsync(open, stop)).ConfigureAwait(false));
            }

            (done, answer) = (open.Stored, open.Answer);
        }

        if (done < batch.Count)
        {
            IReadOnlyList<IRow> rows = done == 0 ? batch : [.. batch.Skip(done)];
            SinkAnswer before = answer;
            answer += await GuardedAsync(() => StoreAsync(rows, stop, unknown => _open = unknown([.. batch], done, before))).ConfigureAwait(false);
        }

        _open = null;
        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        if (_session is { IsOpen: true } && _ledger is not null)
        {
            try
            {
                await _ledger.TidyAsync(_session, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (IsOfServer(error) || error is InvalidOperationException)
            {
                // Only tidies: what was answered is stored, and a later run takes the row away.
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DisconnectAsync();

    private async ValueTask<SinkAnswer> StoreAsync(
        IReadOnlyList<IRow> rows, CancellationToken stop, Action<Func<IRow[], int, SinkAnswer, OpenBatch>> unknown)
    {
        await ConnectAsync(stop).ConfigureAwait(false);
        List<BatchPart> parts = await _tables.PartsAsync(_session!, _schema, rows, stop).ConfigureAwait(false);
        if (parts.Exists(static part => BatchWriter.IsDirect(part.Table)))
        {
            try
            {
                return await TransactionAsync(parts, direct: true, stop, unknown).ConfigureAwait(false);
            }
            catch (PostgresException error) when (PostgreSqlFaults.IsOfRow(error))
            {
                // A row is there already, or breaks a rule: the stage tells which. The rule may be new, so the table is asked again.
                _tables.Forget();
                parts = await _tables.PartsAsync(_session!, _schema, rows, stop).ConfigureAwait(false);
            }
        }

        return await TransactionAsync(parts, direct: false, stop, unknown).ConfigureAwait(false);
    }

    private async ValueTask<SinkAnswer> TransactionAsync(
        List<BatchPart> parts, bool direct, CancellationToken stop, Action<Func<IRow[], int, SinkAnswer, OpenBatch>> unknown)
    {
        (PostgreSqlSession session, BatchWriter writer) = (_session!, _writer!);
        writer.Clear();
        long number = ++_batches;
        bool inLedger = parts.Exists(static part => part.Table.Map.Identity is null) && await HasLedgerAsync(stop).ConfigureAwait(false);
        NpgsqlTransaction transaction = await session.BeginAsync(stop).ConfigureAwait(false);
        SinkAnswer answer = default;
        bool committing = false;
        try
        {
            foreach (BatchPart part in parts)
            {
                bool copies = direct && BatchWriter.IsDirect(part.Table);
                SinkAnswer one = copies ? await writer.CopyAsync(part, stop).ConfigureAwait(false)
                    : await writer.StageAsync(transaction, part, stop).ConfigureAwait(false);
                part.Table.HadRepeats = one.AlreadyThere > 0;
                answer += one;
            }

            if (inLedger)
            {
                _ = await _ledger!.WriteAsync(session, number, stop).ConfigureAwait(false);
            }

            if (BeforeCommit is not null)
            {
                await BeforeCommit().ConfigureAwait(false);
            }

            committing = true;
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (committing && (error is OperationCanceledException || PostgreSqlFaults.IsBreak(error)))
            {
                unknown((rows, stored, before) => new OpenBatch(rows, stored, before)
                {
                    Number = number, Expected = answer, Refused = [.. writer.Refused], HasNameless = writer.HasNameless, InLedger = inLedger,
                });
                if (writer.HasNameless && !inLedger && error is not OperationCanceledException)
                {
                    throw Unknown(error);
                }
            }

            if (session.IsOpen)
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }

        await transaction.DisposeAsync().ConfigureAwait(false);
        Tell(writer.Refused);
        return answer;
    }

    /// <summary>
    /// Finds out about a commit that got no answer. A batch without a number in the ledger has only rows with names: it is
    /// stored once more, and if all of it is there by then, it was that commit that stored it.
    /// </summary>
    private async ValueTask<SinkAnswer> SettleAsync(OpenBatch open, CancellationToken stop)
    {
        await ConnectAsync(stop).ConfigureAwait(false);
        if (open.InLedger)
        {
            if (await _ledger!.IsStoredAsync(_session!, open.Number!.Value, stop).ConfigureAwait(false))
            {
                Tell(open.Refused);
                return open.Expected;
            }
        }
        else if (open.HasNameless)
        {
            throw Unknown(null);
        }

        (int stored, SinkAnswer before) = (open.Stored, open.Answer);
        SinkAnswer answer = await StoreAsync(open.Unknown, stop, unknown => _open = unknown([.. open.Rows], stored, before)).ConfigureAwait(false);
        return !open.InLedger && answer.Stored == 0 ? open.Expected : answer;
    }

    private void Tell(List<(IRow Row, string Reason)> refused)
    {
        foreach ((IRow row, string reason) in refused)
        {
            _options.Refused!.Add(row, reason);
        }
    }

    private ValueTask<bool> HasLedgerAsync(CancellationToken stop)
        => (_ledger ??= new BatchLedger(_schema)).PrepareAsync(_session!, _options.CreateTable, stop);

    private async ValueTask ConnectAsync(CancellationToken stop)
    {
        if (_session is { IsOpen: true })
        {
            return;
        }

        await DisconnectAsync().ConfigureAwait(false);
        _session = new PostgreSqlSession(await PostgreSqlConnections.OpenAsync(_settings, stop).ConfigureAwait(false), _settings);
        _writer = new BatchWriter(_session, _options.Refused);
        _schema = await ServerCheck.SchemaAsync(_session, _schemaAsked, stop).ConfigureAwait(false);
    }

    private async ValueTask DisconnectAsync()
    {
        _tables.Forget();
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            (_session, _writer) = (null, null);
        }
    }

    /// <summary>What comes from the server leaves as a fault; what was learnt of it is forgotten, because it may have changed.</summary>
    private async ValueTask<SinkAnswer> GuardedAsync(Func<ValueTask<SinkAnswer>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _tables.Forget();
            bool isClosed = _session is null or { IsOpen: false };
            bool ofServer = IsOfServer(error) || (isClosed && error is InvalidOperationException);
            if (isClosed || (ofServer && PostgreSqlFaults.IsBreak(error)))
            {
                await DisconnectAsync().ConfigureAwait(false);
            }

            if (ofServer)
            {
                throw PostgreSqlFaults.Of(Shown, error);
            }

            throw;
        }
    }

    private LogStatsException Unknown(Exception? error) => Fail.SinkUnknown(Shown, error);

    private static bool IsOfServer(Exception error)
        => error is NpgsqlException or IOException or SocketException or TimeoutException;
}
