using LogStats.Faults;
using SQLitePCL;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// One connection to one database file. It speaks to SQLite itself rather than through ADO.NET, which boxes every value
/// and polls a locked database every 150 ms where SQLite can wait by itself.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string path, sqlite3 handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>The file as it was named: for messages.</summary>
    public string Path { get; }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <exception cref="LogStatsException">The file cannot be opened for writing as a database.</exception>
    public static SqliteDatabase Open(string path, TimeSpan busyTimeout)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        int code = raw.sqlite3_open_v2(FullPath(path), out sqlite3 handle, Flags, null);
        SqliteDatabase database = new(path, handle);
        try
        {
            database.Check(code);
            _ = raw.sqlite3_extended_result_codes(handle, 1);
            _ = raw.sqlite3_busy_timeout(handle, (int)Math.Clamp(busyTimeout.TotalMilliseconds, 0, int.MaxValue));
            if (raw.sqlite3_db_readonly(handle, "main") == 1)
            {
                throw database.Fault(raw.SQLITE_READONLY);
            }

            // A commit must survive a power cut before it is answered: FULL. Where a file system cannot do WAL, SQLite
            // stays with its rollback journal and says so by its answer; that is as safe, only slower.
            database.Execute("PRAGMA journal_mode=WAL");
            database.Execute("PRAGMA synchronous=FULL");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a database that is there, and changes nothing in it.</summary>
    /// <exception cref="LogStatsException">It is not there, or cannot be read.</exception>
    public static SqliteDatabase OpenToRead(string path, TimeSpan busyTimeout)
    {
        string full = FullPath(path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            throw Fail.PathNotFound(path);
        }

        int code = raw.sqlite3_open_v2(full, out sqlite3 handle, raw.SQLITE_OPEN_READONLY, null);
        SqliteDatabase database = new(path, handle);
        try
        {
            database.Check(code);
            _ = raw.sqlite3_extended_result_codes(handle, 1);
            _ = raw.sqlite3_busy_timeout(handle, (int)Math.Clamp(busyTimeout.TotalMilliseconds, 0, int.MaxValue));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Execute(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement));
        return new SqliteStatement(this, statement);
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Fault(code);
        }
    }

    public void Dispose() => _handle.Dispose();

    private LogStatsException Fault(int code)
    {
        LogStatsException fault = SqliteFaults.Of(Path, code, raw.sqlite3_errmsg(_handle).utf8_to_string() ?? "");
        fault.Data[SqliteFaults.Code] = code;
        return fault;
    }

    // A full path is never ":memory:" or an empty name, which SQLite takes for databases that vanish when they are closed.
    private static string FullPath(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            throw Fail.Value("a database", path, "the path of a file");
        }
    }
}
