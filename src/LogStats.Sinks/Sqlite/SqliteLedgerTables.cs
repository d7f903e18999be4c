using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>The tables of a receiver's ledger.</summary>
internal static class SqliteLedgerTables
{
    public const int Version = 1;

    /// <summary>How many of the last batches of a file are known by their content.</summary>
    public const int KnownBatches = 256;

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS source (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, claim TEXT, last_upload TEXT, changed TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS file (
          id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL, mark INTEGER NOT NULL, batches INTEGER NOT NULL,
          path TEXT, changed TEXT NOT NULL, UNIQUE (source, name));
        CREATE TABLE IF NOT EXISTS batch (
          file INTEGER NOT NULL, slot INTEGER NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL, content TEXT NOT NULL,
          PRIMARY KEY (file, slot)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS part (
          id INTEGER PRIMARY KEY, source INTEGER NOT NULL, stem TEXT NOT NULL, number INTEGER NOT NULL, span TEXT NOT NULL,
          state INTEGER NOT NULL, length INTEGER NOT NULL, lines INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
          span_end INTEGER NOT NULL, sha256 TEXT, changed TEXT NOT NULL, UNIQUE (source, stem, number));
        CREATE INDEX IF NOT EXISTS part_unsealed ON part (state) WHERE state < 2;
        CREATE TABLE IF NOT EXISTS loss (
          source TEXT NOT NULL, file TEXT NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL, told TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS settled (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL);
        """;

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

        using (SqliteStatement version = database.Prepare("PRAGMA user_version"))
        {
            _ = version.Step();
            if (version.ColumnInteger(0) > Version)
            {
                throw Fail.LedgerCorrupt(database.Path, "a newer version of LogStats made it",
                    "Use that version; this file was not touched.");
            }
        }

        database.Execute("BEGIN IMMEDIATE");
        foreach (string statement in Tables.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            database.Execute(statement);
        }

        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        database.Execute("COMMIT");
    }
}
