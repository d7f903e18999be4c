using System.Globalization;
using LogStats.Sinks;
using SQLitePCL;

namespace LogStats.Bench;

/// <summary>The measure of the SQLite sink: nothing here is general, and nothing is checked twice.</summary>
internal sealed class HandWrittenSqlite : IDisposable
{
    private const string Columns = """
        "Kind", "Time", "EndTime", "ProcessId", "Operation", "State", "Module", "Directory", "FileName", "UserName", "HostName",
        "ClientAddress", "SentBytes", "ReceivedBytes", "TotalBytes", "FileBytes", "Files", "Duration", "ExitCode", "Message",
        "GeoHash", "City", "Country", "Asn", "HostHash", "LogHost", "Path", "Offset", "SourceId", "SourceOffset", "SourceCheck"
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;

    public HandWrittenSqlite(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out _database));
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute($"CREATE TABLE rsync_event ({Columns}, UNIQUE (\"SourceId\", \"SourceOffset\", \"SourceCheck\"))");
        string places = string.Join(", ", Enumerable.Range(1, 31).Select(static place => $"?{place}"));
        Check(raw.sqlite3_prepare_v2(
            _database,
            $"INSERT INTO rsync_event ({Columns}) VALUES ({places}) ON CONFLICT (\"SourceId\", \"SourceOffset\", \"SourceCheck\") DO NOTHING",
            out _insert));
    }

    public void Store(RsyncEvent[] batch)
    {
        Execute("BEGIN IMMEDIATE");
        foreach (RsyncEvent item in batch)
        {
            Bind(item);
            Check(raw.sqlite3_step(_insert));
            Check(raw.sqlite3_reset(_insert));
        }

        Execute("COMMIT");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _database.Dispose();
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite answered {code}.");
        }
    }

    private void Bind(RsyncEvent item)
    {
        Bind(1, item.Kind.ToString());
        Bind(2, Text(item.Time));
        Bind(3, Text(item.EndTime));
        Bind(4, item.ProcessId);
        Bind(5, item.Operation.ToString());
        Bind(6, item.State?.ToString());
        Bind(7, item.Module);
        Bind(8, item.Directory);
        Bind(9, item.FileName);
        Bind(10, item.UserName);
        Bind(11, item.HostName);
        Bind(12, item.ClientAddress);
        Bind(13, item.SentBytes);
        Bind(14, item.ReceivedBytes);
        Bind(15, item.TotalBytes);
        Bind(16, item.FileBytes);
        Bind(17, item.Files);
        Bind(18, item.Duration?.TotalSeconds);
        Bind(19, item.ExitCode);
        Bind(20, item.Message);
        Bind(21, item.GeoHash);
        Bind(22, item.City);
        Bind(23, item.Country);
        Bind(24, item.Asn);
        Bind(25, item.HostHash);
        Bind(26, item.LogHost);
        Bind(27, item.Path);
        Bind(28, item.Offset);
        RecordKey key = ((ILogRecord)item).GetKey();
        Bind(29, key.Source);
        Bind(30, key.Offset);
        Bind(31, key.Check);
    }

    private void Bind(int place, string? value)
        => Check(value is null ? raw.sqlite3_bind_null(_insert, place) : raw.sqlite3_bind_text(_insert, place, value));

    private void Bind(int place, long? value)
        => Check(value is { } number ? raw.sqlite3_bind_int64(_insert, place, number) : raw.sqlite3_bind_null(_insert, place));

    private void Bind(int place, double? value)
        => Check(value is { } number ? raw.sqlite3_bind_double(_insert, place, number) : raw.sqlite3_bind_null(_insert, place));

    private void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));
}
