using LogStats.Faults;
using LogStats.Receive;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// A receiver's ledger in an SQLite file: what is committed is on the disk. A damaged file is put aside, never written over and never
/// taken for an empty one.
/// </summary>
public sealed partial class SqliteLedger : ILedger
{
    private const string PartColumns = "source.name, stem, number, span, state, length, lines, part.first, part.last, span_end, sha256";
    private const string PartRows = $"SELECT {PartColumns} FROM part JOIN source ON source.id = part.source";

    private readonly SqliteDatabase _database;
    private readonly IDisposable _hold;
    private readonly SqliteStatement _findSource;
    private readonly SqliteStatement _findFile;
    private readonly SqliteStatement _findAlike;
    private readonly SqliteStatement _findContent;
    private readonly SqliteStatement _lastPart;
    private readonly SqliteStatement _keepSource;
    private readonly SqliteStatement _addSource;
    private readonly SqliteStatement _keepFile;
    private readonly SqliteStatement _keepBatch;
    private readonly SqliteStatement _keepPart;
    private readonly SqliteStatement _keepLoss;

    private SqliteLedger(SqliteDatabase database, IDisposable hold)
    {
        (_database, _hold) = (database, hold);
        _findSource = database.Prepare("SELECT claim, last_upload FROM source WHERE name = ?1");
        _findFile = database.Prepare("SELECT mark, batches FROM file WHERE source = (SELECT id FROM source WHERE name = ?1) AND name = ?2");
        _findAlike = database.Prepare("SELECT file.name, mark, first, content FROM file LEFT JOIN batch ON batch.file = file.id AND next = mark"
            + " AND slot = (SELECT slot FROM batch WHERE file = file.id AND next = mark ORDER BY first LIMIT 1)"
            + " WHERE source = (SELECT id FROM source WHERE source.name = ?1) AND file.name > ?2 || '-' AND file.name < ?2 || '.'"
            + " AND substr(file.name, length(?2) + 2) NOT GLOB '*[^0-9]*' ORDER BY length(file.name) DESC, file.name DESC LIMIT ?3");
        _findContent = database.Prepare("SELECT content FROM batch WHERE file = (SELECT id FROM file"
            + " WHERE source = (SELECT id FROM source WHERE name = ?1) AND name = ?2) AND first = ?3 AND next = ?4");
        _lastPart = database.Prepare(PartRows + " WHERE source.name = ?1 AND stem = ?2 ORDER BY number DESC LIMIT 1");
        _keepSource = database.Prepare("INSERT INTO source (name, claim, last_upload, changed) VALUES (?1, ?2, ?3, ?4)"
            + " ON CONFLICT (name) DO UPDATE SET claim = ?2, last_upload = ?3, changed = ?4");
        _addSource = database.Prepare("INSERT INTO source (name, changed) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING");
        _keepFile = database.Prepare("INSERT INTO file (source, name, mark, batches, path, changed)"
            + " VALUES ((SELECT id FROM source WHERE name = ?1), ?2, ?3, ?4, ?5, ?6)"
            + " ON CONFLICT (source, name) DO UPDATE SET mark = ?3, batches = ?4, path = coalesce(?5, path), changed = ?6");
        _keepBatch = database.Prepare("INSERT OR REPLACE INTO batch (file, slot, first, next, content)"
            + " VALUES ((SELECT id FROM file WHERE source = (SELECT id FROM source WHERE name = ?1) AND name = ?2), ?3, ?4, ?5, ?6)");
        _keepPart = database.Prepare("INSERT INTO part (source, stem, number, span, state, length, lines, first, last, span_end, sha256, changed)"
            + " VALUES ((SELECT id FROM source WHERE name = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (source, stem, number)"
            + " DO UPDATE SET state = ?5, length = ?6, lines = ?7, first = ?8, last = ?9, span_end = ?10, sha256 = ?11, changed = ?12");
        _keepLoss = database.Prepare("INSERT INTO loss (source, file, first, next, told) VALUES (?1, ?2, ?3, ?4, ?5)");
        using SqliteStatement any = database.Prepare("SELECT EXISTS (SELECT 1 FROM source)");
        IsNew = any.Step() && any.ColumnInteger(0) == 0;
    }

    /// <inheritdoc/>
    public string Path => _database.Path;

    /// <inheritdoc/>
    public bool IsNew { get; }

    /// <summary>Opens or makes the file. Its folder must be there.</summary>
    /// <exception cref="LogStatsException">
    /// Another receiver has it; it cannot be written to; or it is no longer what it was: then it is put aside under another name.
    /// </exception>
    public static SqliteLedger Open(string path, TimeProvider clock)
    {
        IDisposable hold = CheckpointHold.Take(path, "receiver");
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(path, TimeSpan.FromSeconds(5));
            SqliteLedgerTables.Ensure(database);
            return new SqliteLedger(database, hold);
        }
        catch (LogStatsException fault) when (SqliteFaults.IsDamage(fault))
        {
            database?.Dispose();
            hold.Dispose();
            throw DamagedLedger.PutAside(path, fault, clock);
        }
        catch
        {
            database?.Dispose();
            hold.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int CountSources() => Guarded(() => Count("SELECT count(*) FROM source", null));

    /// <inheritdoc/>
    public int CountFiles(string source)
        => Guarded(() => Count("SELECT count(*) FROM file WHERE source = (SELECT id FROM source WHERE name = ?1)", source));

    /// <inheritdoc/>
    public LedgerSource? FindSource(string source) => Guarded(() => One(_findSource, () =>
    {
        _findSource.Text(1, source);
        return _findSource.Step() ? new LedgerSource(source, Text(_findSource, 0), Text(_findSource, 1)) : null;
    }));

    /// <inheritdoc/>
    public LedgerFile? FindFile(string source, string file) => Guarded(() => One(_findFile, () =>
    {
        _findFile.Text(1, source);
        _findFile.Text(2, file);
        return _findFile.Step() ? new LedgerFile(source, file, _findFile.ColumnInteger(0), _findFile.ColumnInteger(1)) : null;
    }));

    /// <inheritdoc/>
    public IReadOnlyList<LedgerTail> FindAlike(string source, string stem, int most) => Guarded(() => One(_findAlike, () =>
    {
        _findAlike.Text(1, source);
        _findAlike.Text(2, stem);
        _findAlike.Integer(3, most);
        List<LedgerTail> found = [];
        while (_findAlike.Step())
        {
            string? content = Text(_findAlike, 3);
            found.Add(new LedgerTail(_findAlike.ColumnText(0)!, _findAlike.ColumnInteger(1), content is null ? null : _findAlike.ColumnInteger(2), content));
        }

        return found;
    }));

    /// <inheritdoc/>
    public string? FindContent(string source, string file, long start, long end) => Guarded(() => One(_findContent, () =>
    {
        _findContent.Text(1, source);
        _findContent.Text(2, file);
        _findContent.Integer(3, start);
        _findContent.Integer(4, end);
        return _findContent.Step() ? _findContent.ColumnText(0) : null;
    }));

    /// <inheritdoc/>
    public LedgerPart? LastPart(string source, string stem) => Guarded(() => One(_lastPart, () =>
    {
        _lastPart.Text(1, source);
        _lastPart.Text(2, stem);
        return _lastPart.Step() ? Part(_lastPart) : null;
    }));

    /// <inheritdoc/>
    public IReadOnlyList<LedgerPart> UnsealedParts() => Guarded(() =>
    {
        using SqliteStatement select = _database.Prepare(PartRows + " WHERE state < 2 ORDER BY part.id");
        List<LedgerPart> parts = [];
        while (select.Step())
        {
            parts.Add(Part(select));
        }

        return parts;
    });

    public void Dispose()
    {
        _findSource.Dispose();
        _findFile.Dispose();
        _findAlike.Dispose();
        _findContent.Dispose();
        _lastPart.Dispose();
        _keepSource.Dispose();
        _addSource.Dispose();
        _keepFile.Dispose();
        _keepBatch.Dispose();
        _keepPart.Dispose();
        _keepLoss.Dispose();
        _database.Dispose();
        _hold.Dispose();
    }

    private static LedgerPart Part(SqliteStatement row) => new()
    {
        Source = row.ColumnText(0),
        Stem = row.ColumnText(1),
        Number = (int)row.ColumnInteger(2),
        Window = row.ColumnText(3),
        State = (PartState)row.ColumnInteger(4),
        Length = row.ColumnInteger(5),
        Lines = row.ColumnInteger(6),
        First = row.ColumnInteger(7),
        Last = row.ColumnInteger(8),
        WindowEnd = new DateTimeOffset(row.ColumnInteger(9), TimeSpan.Zero),
        Sha256 = Text(row, 10),
    };

    private int Count(string sql, string? source)
    {
        using SqliteStatement count = _database.Prepare(sql);
        if (source is not null)
        {
            count.Text(1, source);
        }

        _ = count.Step();
        return (int)count.ColumnInteger(0);
    }

    private static string? Text(SqliteStatement row, int column) => row.IsNull(column) ? null : row.ColumnText(column);

    private static string Now(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[SqliteTime.Length];
        return System.Text.Encoding.ASCII.GetString(SqliteTime.Utc(time, text));
    }

    private static T One<T>(SqliteStatement statement, Func<T> read)
    {
        try
        {
            return read();
        }
        finally
        {
            statement.Reset();
        }
    }

    private static void Run(SqliteStatement statement, params ReadOnlySpan<string?> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            statement.Text(index + 1, values[index]);
        }

        _ = One(statement, statement.Step);
    }

    /// <summary>Damage ends the receiver; everything else may pass.</summary>
    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LogStatsException fault) when (SqliteFaults.IsDamage(fault))
        {
            throw DamagedLedger.Fault(Path, fault, "Start again: the file is put aside then, and kept.");
        }
        catch (LogStatsException fault)
        {
            throw SqliteFaults.IsFull(fault) ? DiskFaults.Full(fault.Message, fault) : new IOException(fault.Message, fault);
        }
    }
}
