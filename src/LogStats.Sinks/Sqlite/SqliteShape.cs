using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// What a table looks like: the columns of the map in their order, then those of the rows' identity, unique together.
/// The identity stands last so that a table in the original's shape still begins with exactly the original's columns:
/// <c>SELECT</c> by name and positional <c>INSERT ... SELECT</c> of its users go on working.
/// </summary>
internal static class SqliteShape
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <exception cref="LogStatsException">The table is missing and must not be made, or lacks columns.</exception>
    public static void Ensure(SqliteDatabase database, string table, RowMap map, bool create)
    {
        HashSet<string> there = Columns(database, table);
        if (there.Count == 0)
        {
            if (!create)
            {
                throw Fail.TableMissing(database.Path, table);
            }

            database.Execute(Create(table, map));
            return;
        }

        string[] missing = [.. Names(map).Where(name => !there.Contains(name))];
        if (missing.Length > 0)
        {
            string columns = missing.Length == 1 ? "the column" : "the columns";
            throw Fail.SchemaMismatch(database.Path, table, $"{columns} {string.Join(", ", missing)}");
        }

        if (map.Identity is { } identity && !HasUnique(database, table, identity))
        {
            throw Fail.SchemaMismatch(database.Path, table, $"a unique index over {string.Join(", ", Unique(identity))}");
        }
    }

    /// <summary>
    /// The conflict names the identity: any other rule of the table that a row breaks is a fault, not a row to be skipped.
    /// </summary>
    public static string Insert(string table, RowMap map)
    {
        string[] names = [.. Names(map)];
        string columns = string.Join(", ", names.Select(Quote));
        string places = string.Join(", ", names.Select(static (_, index) => $"?{index + 1}"));
        return $"INSERT INTO {Quote(table)} ({columns}) VALUES ({places}){OnConflict(table, names, map.Identity)}";
    }

    private static string OnConflict(string table, string[] names, RowIdentity? identity)
    {
        if (identity is null)
        {
            return "";
        }

        string conflict = $" ON CONFLICT ({List(Unique(identity))}) DO ";
        if (identity.Newer is not { } newer)
        {
            return conflict + "NOTHING";
        }

        string set = string.Join(", ", names.Except(Unique(identity)).Select(static name => $"{Quote(name)} = excluded.{Quote(name)}"));
        return $"{conflict}UPDATE SET {set} WHERE excluded.{Quote(newer)} > {Quote(table)}.{Quote(newer)}";
    }

    private static string Create(string table, RowMap map)
    {
        IEnumerable<string> columns = Columns(map).Select(static column => $"{Quote(column.Name)} {Affinity(column.Type)}");
        IEnumerable<string> unique = map.Identity is { } identity ? [$"UNIQUE ({List(Unique(identity))})"] : [];
        return $"CREATE TABLE {Quote(table)} ({string.Join(", ", columns.Concat(unique))})";
    }

    private static IEnumerable<RowColumn> Columns(RowMap map) => map.Columns.Concat(map.Identity?.Columns ?? []);

    private static IEnumerable<string> Names(RowMap map) => Columns(map).Select(static column => column.Name);

    private static IEnumerable<string> Unique(RowIdentity identity)
        => identity.Columns.Take(identity.Unique).Select(static column => column.Name);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    private static string Affinity(RowType type) => type switch
    {
        RowType.Integer or RowType.Bytes => "INTEGER",
        RowType.Seconds or RowType.Latency => "REAL",
        _ => "TEXT",
    };

    /// <summary>The names of a table's columns; none where there is no such table.</summary>
    public static HashSet<string> Columns(SqliteDatabase database, string table)
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

    private static bool HasUnique(SqliteDatabase database, string table, RowIdentity identity)
    {
        using SqliteStatement select = database.Prepare(
            """
            SELECT (SELECT group_concat(lower(name)) FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY lower(name)))
            FROM pragma_index_list(?1) AS list WHERE list."unique" AND NOT list.partial
            """);
        select.Text(1, table);
        string key = string.Join(',', Unique(identity).Select(static name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
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
