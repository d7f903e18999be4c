using SQLitePCL;

namespace LogStats.Agent.Tests.Running;

/// <summary>Looks into a database that the program writes, while it does so too.</summary>
internal static class Database
{
    static Database() => Batteries_V2.Init();

    /// <summary>The first value of each row; nothing where there is no such file or table yet.</summary>
    public static IReadOnlyList<string> Column(string path, string sql)
    {
        List<string> values = [];
        sqlite3? database = null;
        sqlite3_stmt? statement = null;
        try
        {
            if (raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READWRITE, null) != raw.SQLITE_OK
                || raw.sqlite3_prepare_v2(database, sql, out statement) != raw.SQLITE_OK)
            {
                return values;
            }

            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                values.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
            }

            return values;
        }
        finally
        {
            statement?.Dispose();
            database?.Dispose();
        }
    }

    /// <summary>How many rows a table has, 0 before it is there.</summary>
    public static int Count(string path, string table)
        => Column(path, $"SELECT count(*) FROM {table}") is [string count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
