using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// What a table looks like: the columns of the map in their order, then the three of the record's key, unique together.
/// The key stands last so that a table in the original's shape still begins with exactly the original's columns:
/// <c>SELECT</c> by name and positional <c>INSERT ... SELECT</c> of its users go on working.
/// </summary>
internal static class SqliteShape
{
    private static readonly string[] s_key = ["SourceId", "SourceOffset", "SourceCheck"];
    private static readonly string s_keyList = string.Join(", ", s_key.Select(Quote));

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <exception cref="LogStatsException">The table is missing and must not be made, or lacks columns.</exception>
    public static void Ensure(SqliteDatabase database, string table, RowMap map, bool keyed, bool create)
    {
        HashSet<string> there = Columns(database, table);
        if (there.Count == 0)
        {
            if (!create)
            {
                throw Fail.TableMissing(database.Path, table);
            }

            database.Execute(Create(table, map, keyed));
            return;
        }

        string[] missing = [.. Names(map, keyed).Where(name => !there.Contains(name))];
        if (missing.Length > 0)
        {
            string columns = missing.Length == 1 ? "the column" : "the columns";
            throw Fail.SchemaMismatch(database.Path, table, $"{columns} {string.Join(", ", missing)}");
        }

        if (keyed && !HasUniqueKey(database, table))
        {
            throw Fail.SchemaMismatch(database.Path, table, $"a unique index over {string.Join(", ", s_key)}");
        }
    }

    /// <summary>
    /// The conflict names the key: any other rule of the table that a row breaks is a fault, not a row to be skipped.
    /// </summary>
    public static string Insert(string table, RowMap map, bool keyed)
    {
        string[] names = [.. Names(map, keyed)];
        string columns = string.Join(", ", names.Select(Quote));
        string places = string.Join(", ", names.Select(static (_, index) => $"?{index + 1}"));
        string conflict = keyed ? $" ON CONFLICT ({s_keyList}) DO NOTHING" : "";
        return $"INSERT INTO {Quote(table)} ({columns}) VALUES ({places}){conflict}";
    }

    private static string Create(string table, RowMap map, bool keyed)
    {
        IEnumerable<string> columns = map.Columns.Select(static column => $"{Quote(column.Name)} {Affinity(column.Type)}");
        IEnumerable<string> key = keyed ? [.. s_key.Select(static name => $"{Quote(name)} INTEGER"), $"UNIQUE ({s_keyList})"] : [];
        return $"CREATE TABLE {Quote(table)} ({string.Join(", ", columns.Concat(key))})";
    }

    private static IEnumerable<string> Names(RowMap map, bool keyed)
        => map.Columns.Select(static column => column.Name).Concat(keyed ? s_key : []);

    private static string Affinity(RowType type) => type switch
    {
        RowType.Integer or RowType.Bytes => "INTEGER",
        RowType.Seconds or RowType.Latency => "REAL",
        _ => "TEXT",
    };

    private static HashSet<string> Columns(SqliteDatabase database, string table)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        using SqliteStatement select = database.Prepare("SELECT name FROM pragma_table_info(?1)");
        select.Text(1, table);
        while (select.Step())
        {
            _ = names.Add(select.ColumnText(0));
        }

        return names;
    }

    private static bool HasUniqueKey(SqliteDatabase database, string table)
    {
        using SqliteStatement select = database.Prepare(
            """
            SELECT (SELECT group_concat(lower(name)) FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY lower(name)))
            FROM pragma_index_list(?1) AS list WHERE list."unique" AND NOT list.partial
            """);
        select.Text(1, table);
        string key = string.Join(',', s_key.Select(static name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        while (select.Step())
        {
            if (select.ColumnText(0) == key)
            {
                return true;
            }
        }

        return false;
    }
}
