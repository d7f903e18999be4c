using LogStats.Faults;
using SQLitePCL;

namespace LogStats.Sinks.Sqlite;

/// <summary>What SQLite's result codes mean for the person who has to act on them.</summary>
internal static class SqliteFaults
{
    private const string Kept = "Nothing of this batch was stored, and nothing stored earlier was touched";

    /// <summary>Under which name a fault carries SQLite's own code.</summary>
    public const string Code = "SqliteCode";

    /// <summary>Whether the file is not, or no longer, a database.</summary>
    public static bool IsDamage(LogStatsException fault)
        => fault.Data[Code] is int code && (code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Whether there is no room for it.</summary>
    public static bool IsFull(LogStatsException fault) => fault.Data[Code] is int code && (code & 0xff) is raw.SQLITE_FULL;

    /// <summary>Whether it is about the row alone, so that any other row may do.</summary>
    public static bool IsOfRow(LogStatsException fault)
        => fault.Data[Code] is int code && (code & 0xff) is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG;

    public static LogStatsException Of(string path, int code, string message) => (code & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Fail.SinkTimeout(path, "the database is locked by another program",
            $"{Kept}. Close what holds it, such as an open transaction in a database browser, or wait longer, and run again."),
        raw.SQLITE_FULL => Fail.SinkRejected(path, "the disk is full, or the database is as large as it may be",
            $"{Kept}. Make room and run again: rows that are there already are not stored twice."),
        raw.SQLITE_IOERR => Fail.SinkRejected(path, $"the disk gave an error ({message}, code {code})",
            $"{Kept}. Check the disk's health and its free space, then run again."),
        raw.SQLITE_CORRUPT => Fail.SinkRejected(path, "the database is damaged",
            "Check it with 'PRAGMA integrity_check', restore a copy or name another file."),
        raw.SQLITE_NOTADB => Fail.SinkConnect(path, "it is a file of another kind, not an SQLite database",
            "Name another file; this one was not touched."),
        raw.SQLITE_CANTOPEN when Directory.Exists(path) => Fail.SinkConnect(path, "it is a folder", "Name a file in it."),
        raw.SQLITE_CANTOPEN => Fail.SinkConnect(path, "there is no such folder, or this account may not use it",
            "Check the spelling, make the folder, or ask for the right to write there."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => Fail.SinkConnect(path, "it can only be read",
            "Ask for the right to write to the file and its folder, or name another file."),
        raw.SQLITE_CONSTRAINT => Fail.SinkRejected(path, $"a rule of the table refused a row ({message})",
            $"{Kept}. Loosen that rule, or name another table to have one made that fits."),
        raw.SQLITE_TOOBIG => Fail.SinkRejected(path, "a value is larger than SQLite takes",
            $"{Kept}. Leave that record out and run again."),
        raw.SQLITE_NOMEM => Fail.SinkRejected(path, "there is not enough memory",
            $"{Kept}. Use smaller batches or free some memory, and run again."),
        _ => Fail.SinkRejected(path, $"{message} (code {code})",
            $"{Kept}. Check the table's definition, or name another table to have one made that fits."),
    };
}
