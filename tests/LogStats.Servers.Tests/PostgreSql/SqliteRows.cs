using System.Globalization;
using SQLitePCL;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>What SQLite answers, in the form of <see cref="PostgreSqlServer.RowsAsync"/>.</summary>
internal static class SqliteRows
{
    public static string[] Of(string path, string sql)
    {
        Batteries_V2.Init();
        Assert(raw.sqlite3_open(path, out sqlite3 database));
        using (database)
        {
            Assert(raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt statement));
            using (statement)
            {
                List<string> rows = [];
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                {
                    rows.Add(string.Join('|', Enumerable.Range(0, raw.sqlite3_column_count(statement))
                        .Select(column => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "")));
                }

                return [.. rows];
            }
        }
    }

    private static void Assert(int code) => Xunit.Assert.Equal(raw.SQLITE_OK.ToString(CultureInfo.InvariantCulture), code.ToString(CultureInfo.InvariantCulture));
}
