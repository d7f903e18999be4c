using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// Keeps checkpoints in an SQLite file: one transaction for each save, on the disk before it is answered. A damaged file
/// is put aside, never written over and never taken for an empty one.
/// </summary>
public sealed class SqliteCheckpoints : ICheckpointStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private SqliteStatement? _insert;
    private SqliteStatement? _delete;
    private SqliteStatement? _keep;

    private SqliteCheckpoints(SqliteDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Opens or makes the file. Its folder must be there.</summary>
    /// <exception cref="LogStatsException">
    /// It cannot be written to, or is no longer what it was: then it is put aside under another name (<c>CheckpointCorrupt</c>).
    /// </exception>
    public static SqliteCheckpoints Open(string path, TimeProvider clock, TimeSpan? busyTimeout = null)
    {
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(path, busyTimeout ?? TimeSpan.FromSeconds(5));
            SqliteCheckpointTable.Ensure(database);
            return new SqliteCheckpoints(database, clock);
        }
        catch (LogStatsException fault) when (SqliteFaults.IsDamage(fault))
        {
            database?.Dispose();
            throw DamagedCheckpoints.PutAside(path, fault, clock);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>Opens or makes the file where checkpoints usually are, and its folder.</summary>
    /// <exception cref="LogStatsException">As for any other file; or this machine has no such place.</exception>
    public static SqliteCheckpoints OpenUsual(TimeProvider clock)
    {
        string path = CheckpointPlace.Default
            ?? throw Fail.Value("the place of checkpoints", "nowhere", "an account with a home folder; or set XDG_STATE_HOME");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }

        return Open(path, clock);
    }

    /// <inheritdoc/>
    public IDisposable Hold(string name) => CheckpointHold.Take(_database.Path, name);

    /// <inheritdoc/>
    public IReadOnlyList<FollowPosition> Load(string name) => Guarded(() =>
    {
        using SqliteStatement select = _database.Prepare(SqliteCheckpointTable.Select + " WHERE name = ?1 ORDER BY path");
        select.Text(1, name);
        List<FollowPosition> positions = [];
        while (select.Step())
        {
            positions.Add(SqliteCheckpointTable.Read(select).Position);
        }

        return positions;
    });

    /// <inheritdoc/>
    public ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop)
        => SaveAsync(name, changed, gone, null, stop);

    /// <inheritdoc/>
    public ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        DateTimeOffset now = _clock.GetUtcNow();
        Transaction(() =>
        {
            _insert ??= _database.Prepare(SqliteCheckpointTable.Insert);
            _delete ??= _database.Prepare("DELETE FROM checkpoint WHERE name = ?1 AND path = ?2");
            foreach (string path in gone)
            {
                _delete.Text(1, name);
                _delete.Text(2, path);
                Run(_delete);
            }

            foreach (FollowPosition position in changed)
            {
                SqliteCheckpointTable.Bind(_insert, name, position, now);
                Run(_insert);
            }

            if (state is "")
            {
                ForgetState(name);
            }
            else if (state is not null)
            {
                Keep(name, state, now);
            }
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public string? LoadState(string name) => Guarded(() =>
    {
        using SqliteStatement select = _database.Prepare("SELECT state FROM checkpoint_state WHERE name = ?1");
        select.Text(1, name);
        return select.Step() ? select.ColumnText(0) : null;
    });

    /// <inheritdoc/>
    public void Forget(string name) => Transaction(() =>
    {
        using SqliteStatement delete = _database.Prepare("DELETE FROM checkpoint WHERE name = ?1");
        delete.Text(1, name);
        Run(delete);
        ForgetState(name);
    });

    /// <inheritdoc/>
    public IReadOnlyList<Checkpoint> List() => Guarded(() =>
    {
        using SqliteStatement select = _database.Prepare(SqliteCheckpointTable.Select + " ORDER BY name, path");
        List<Checkpoint> all = [];
        while (select.Step())
        {
            all.Add(SqliteCheckpointTable.Read(select));
        }

        return all;
    });

    public void Dispose()
    {
        _insert?.Dispose();
        _delete?.Dispose();
        _keep?.Dispose();
        _database.Dispose();
    }

    private void ForgetState(string name)
    {
        using SqliteStatement forget = _database.Prepare("DELETE FROM checkpoint_state WHERE name = ?1");
        forget.Text(1, name);
        Run(forget);
    }

    private void Keep(string name, string state, DateTimeOffset now)
    {
        _keep ??= _database.Prepare("INSERT OR REPLACE INTO checkpoint_state (name, saved, state) VALUES (?1, ?2, ?3)");
        Span<byte> saved = stackalloc byte[SqliteTime.Length];
        _keep.Text(1, name);
        _keep.Utf8(2, SqliteTime.Utc(now, saved));
        _keep.Text(3, state);
        Run(_keep);
    }

    private static void Run(SqliteStatement statement)
    {
        try
        {
            _ = statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    private void Transaction(Action change) => Guarded(() =>
    {
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            change();
            _database.Execute("COMMIT");
            return true;
        }
        catch when (_database.InTransaction)
        {
            try
            {
                _database.Execute("ROLLBACK");
            }
            catch (LogStatsException)
            {
                // SQLite undid it by itself; the first fault is the one to tell.
            }

            throw;
        }
    });

    /// <summary>Damage that shows up while the file is in use: it is put aside at the next opening, when nobody writes to it.</summary>
    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LogStatsException fault) when (SqliteFaults.IsDamage(fault))
        {
            throw DamagedCheckpoints.Fault(_database.Path, fault, "Start again: the file is put aside then, and kept.");
        }
    }
}
