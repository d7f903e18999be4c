using System.Globalization;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Sqlite;

/// <summary>The table of checkpoints: one row for each name and path, its columns in the order of <see cref="Bind"/>.</summary>
internal static class SqliteCheckpointTable
{
    private const int Version = 2;

    private const string Columns =
        "name, path, saved, file_id, number, device, inode, birth, offset, front_length, front_hash, tail_length, tail_hash,"
        + " last_write, finished, state";

    public const string Select = $"SELECT {Columns} FROM checkpoint";

    public const string Insert = $"INSERT OR REPLACE INTO checkpoint ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        + " ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    /// <exception cref="LogStatsException">The file is damaged, or a newer version of the program made it.</exception>
    public static void Ensure(SqliteDatabase database)
    {
        using (SqliteStatement check = database.Prepare("PRAGMA quick_check(1)"))
        {
            if (!check.Step() || check.ColumnText(0) != "ok")
            {
                database.Check(SQLitePCL.raw.SQLITE_CORRUPT);
            }
        }

        long version = VersionOf(database);
        if (version > Version)
        {
            throw Fail.CheckpointCorrupt(database.Path, "a newer version of LogStats made them",
                "Use that version, or name another file; this one was not touched.");
        }

        database.Execute(
            """
            CREATE TABLE IF NOT EXISTS checkpoint (
              name TEXT NOT NULL, path TEXT NOT NULL, saved TEXT NOT NULL, file_id TEXT NOT NULL, number INTEGER NOT NULL,
              device INTEGER NOT NULL, inode INTEGER NOT NULL, birth INTEGER NOT NULL, offset INTEGER NOT NULL,
              front_length INTEGER NOT NULL, front_hash INTEGER NOT NULL, tail_length INTEGER NOT NULL, tail_hash INTEGER NOT NULL,
              last_write INTEGER NOT NULL, finished INTEGER NOT NULL, state TEXT, PRIMARY KEY (name, path)) WITHOUT ROWID
            """);
        database.Execute(
            """
            CREATE TABLE IF NOT EXISTS checkpoint_state (
              name TEXT NOT NULL PRIMARY KEY, saved TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID
            """);
        if (version == 1)
        {
            AddState(database);
        }

        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
    }

    public static void Bind(SqliteStatement insert, string name, FollowPosition position, DateTimeOffset now)
    {
        Span<byte> saved = stackalloc byte[SqliteTime.Length];
        insert.Text(1, name);
        insert.Text(2, position.Path);
        insert.Utf8(3, SqliteTime.Utc(now, saved));
        insert.Text(4, position.FileId);
        insert.Integer(5, position.Number);
        insert.Integer(6, position.Identity.Device);
        insert.Integer(7, position.Identity.Number);
        insert.Integer(8, position.Identity.Birth);
        insert.Integer(9, position.Offset);
        insert.Integer(10, position.Front.Length);
        insert.Integer(11, position.Front.Hash);
        insert.Integer(12, position.Tail.Length);
        insert.Integer(13, position.Tail.Hash);
        insert.Integer(14, position.LastWrite.UtcTicks);
        insert.Integer(15, position.IsFinished ? 1 : 0);
        insert.Text(16, position.State);
    }

    /// <exception cref="LogStatsException">A row holds what was never written: somebody changed it.</exception>
    public static Checkpoint Read(SqliteStatement row)
    {
        long offset = row.ColumnInteger(8);
        FilePrint front = new((int)row.ColumnInteger(9), row.ColumnInteger(10));
        FilePrint tail = new((int)row.ColumnInteger(11), row.ColumnInteger(12));
        long lastWrite = row.ColumnInteger(13);
        if (!DateTimeOffset.TryParse(row.ColumnText(2), CultureInfo.InvariantCulture, out DateTimeOffset saved)
            || offset < 0 || front.Length is < 0 or > 4096 || tail.Length is < 0 or > 64 || tail.Length > offset
            || lastWrite < 0 || lastWrite > DateTimeOffset.MaxValue.UtcTicks)
        {
            throw Fail.CheckpointCorrupt(row.ColumnText(1), $"the row of '{row.ColumnText(0)}' holds values that were never saved",
                "Forget that checkpoint and say where to begin: -From Beginning or -From End.");
        }

        return new Checkpoint(row.ColumnText(0), saved, new FollowPosition
        {
            Path = row.ColumnText(1),
            FileId = row.ColumnText(3),
            Number = row.ColumnInteger(4),
            Identity = new FileIdentity(row.ColumnInteger(5), row.ColumnInteger(6), row.ColumnInteger(7)),
            Offset = offset,
            Front = front,
            Tail = tail,
            LastWrite = new DateTimeOffset(lastWrite, TimeSpan.Zero),
            IsFinished = row.ColumnInteger(14) != 0,
            State = row.ColumnText(15) is { Length: > 0 } state ? state : null,
        });
    }

    private static long VersionOf(SqliteDatabase database)
    {
        using SqliteStatement version = database.Prepare("PRAGMA user_version");
        _ = version.Step();
        return version.ColumnInteger(0);
    }

    // Two programs may open a file of the first version at once; who comes second finds the work done.
    private static void AddState(SqliteDatabase database)
    {
        database.Execute("BEGIN IMMEDIATE");
        if (VersionOf(database) == 1)
        {
            database.Execute("ALTER TABLE checkpoint ADD COLUMN state TEXT");
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        }

        database.Execute("COMMIT");
    }
}
