using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Writes the rows of one batch within one transaction. Directly, rows are copied into their table, and one that is there
/// already undoes the transaction. Staged, they are copied beside it, and from there goes what is not there. A row that the
/// server refuses is found by halving, with savepoints, so that it costs itself and no other.
/// </summary>
internal sealed class BatchWriter(PostgreSqlSession session, IRefusedRows? keeper)
{
    private const int SendAt = 64 * 1024;
    private const int RowsBetweenStops = 1024;
    private const string Savepoint = "logstats_rows";

    private readonly CopyBuffer _buffer = new();
    private int _stages;

    /// <summary>Rows that the table will never take, and why. Empty where there is nobody to take them.</summary>
    public List<(IRow Row, string Reason)> Refused { get; } = [];

    /// <summary>Whether a row was written that no later one can be known by.</summary>
    public bool HasNameless { get; private set; }

    /// <summary>Starts anew: a transaction that was undone has refused nothing.</summary>
    public void Clear()
    {
        Refused.Clear();
        (_stages, HasNameless) = (0, false);
    }

    public static bool IsDirect(PostgreSqlTable table) => table is { CanBeDirect: true, HadRepeats: false };

    public async ValueTask<SinkAnswer> CopyAsync(BatchPart part, CancellationToken stop)
    {
        int copied = await CopyAsync(part.Table.CopyDirect, part, 0, part.Rows.Count, numbered: false, stop).ConfigureAwait(false);
        return new SinkAnswer(copied, 0, part.Rows.Count - copied);
    }

    public async ValueTask<SinkAnswer> StageAsync(NpgsqlTransaction transaction, BatchPart part, CancellationToken stop)
    {
        string stage = $"pg_temp.logstats_stage{_stages++}";
        await MakeStageAsync(part.Table.CreateStage(stage), stop).ConfigureAwait(false);
        int before = Refused.Count;
        long stored = await StageAsync(transaction, stage, part, 0, part.Rows.Count, stop).ConfigureAwait(false);
        int refused = Refused.Count - before;
        return new SinkAnswer(stored, part.Rows.Count - stored - refused, refused);
    }

    private async ValueTask MakeStageAsync(string create, CancellationToken stop)
    {
        try
        {
            _ = await session.ExecuteAsync(create, stop).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Fail.SinkRejected(session.Settings.Shown, error.MessageText,
                "To tell rows that are there already takes a temporary table. Ask the database's owner: GRANT TEMPORARY ON DATABASE "
                + $"{Identifier.Quote(session.Settings.Database)} TO {Identifier.Quote(session.Settings.User)}.", error);
        }
    }

    private async ValueTask<long> StageAsync(
        NpgsqlTransaction transaction, string stage, BatchPart part, int from, int to, CancellationToken stop)
    {
        int before = Refused.Count;
        try
        {
            if (keeper is not null)
            {
                await transaction.SaveAsync(Savepoint, stop).ConfigureAwait(false);
            }

            _ = await CopyAsync(part.Table.CopyToStage(stage), part, from, to, numbered: true, stop).ConfigureAwait(false);
            long stored = await session.ExecuteAsync(part.Table.Insert(stage), stop).ConfigureAwait(false);
            if (to - from < part.Rows.Count)
            {
                _ = await session.ExecuteAsync($"TRUNCATE {stage}", stop).ConfigureAwait(false);
            }

            if (keeper is not null)
            {
                await transaction.ReleaseAsync(Savepoint, stop).ConfigureAwait(false);
            }

            return stored;
        }
        catch (PostgresException error) when (keeper is not null && PostgreSqlFaults.IsOfRow(error))
        {
            await transaction.RollbackAsync(Savepoint, stop).ConfigureAwait(false);
            Refused.RemoveRange(before, Refused.Count - before);
            if (to - from == 1)
            {
                Refused.Add((part.Rows[from], PostgreSqlFaults.Reason(error)));
                return 0;
            }
        }

        int middle = from + ((to - from) / 2);
        return await StageAsync(transaction, stage, part, from, middle, stop).ConfigureAwait(false)
            + await StageAsync(transaction, stage, part, middle, to, stop).ConfigureAwait(false);
    }

    private async ValueTask<int> CopyAsync(string sql, BatchPart part, int from, int to, bool numbered, CancellationToken stop)
    {
        NpgsqlRawCopyStream copy = await session.Connection.BeginRawBinaryCopyAsync(sql, stop).ConfigureAwait(false);
        int copied = 0;
        try
        {
            _buffer.Begin(part.Table);
            for (int i = from; i < to; i++)
            {
                if (_buffer.Add(part.Rows[i], numbered ? i : null))
                {
                    copied++;
                    HasNameless |= _buffer.IsNameless;
                }
                else
                {
                    Refuse(part.Rows[i], _buffer.Refusal!);
                }

                if (_buffer.Waiting.Length >= SendAt)
                {
                    await copy.WriteAsync(_buffer.Waiting, stop).ConfigureAwait(false);
                    _buffer.Sent();
                }
                else if (i % RowsBetweenStops == 0)
                {
                    stop.ThrowIfCancellationRequested();
                }
            }

            _buffer.End();
            await copy.WriteAsync(_buffer.Waiting, stop).ConfigureAwait(false);
        }
        catch
        {
            await CancelAsync(copy).ConfigureAwait(false);
            throw;
        }

        await session.EndAsync(copy, stop).ConfigureAwait(false);
        return copied;
    }

    private void Refuse(IRow row, string reason)
    {
        if (keeper is null)
        {
            throw Fail.SinkRejected(session.Settings.Shown, reason,
                "Nothing of this batch was stored. Do what it says, or name a file for refused rows, and run again.");
        }

        Refused.Add((row, reason));
    }

    // Tells the server to forget the copy. Where that fails, the connection does: the first fault is the one to tell.
    private static async ValueTask CancelAsync(NpgsqlRawCopyStream copy)
    {
        try
        {
            await copy.CancelAsync().ConfigureAwait(false);
            await copy.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
        }
    }
}
