namespace LogStats.Sinks.PostgreSql;

/// <summary>What a table is made like: the columns of the map in their order, then those of the rows' identity, unique together.</summary>
internal static class TableMaking
{
    /// <summary>All columns; and whether each is of the identity.</summary>
    public static IEnumerable<(RowColumn Column, bool OfName)> Columns(RowMap map)
        => map.Columns.Select(static column => (column, false)).Concat((map.Identity?.Columns ?? []).Select(static column => (column, true)));

    /// <summary>The unique columns in lower case, sorted, with commas between.</summary>
    public static string Key(RowIdentity identity)
        => string.Join(',', identity.Columns.Take(identity.Unique).Select(static column => column.Name.ToLowerInvariant()).Order(StringComparer.Ordinal));

    /// <summary>
    /// The table and its indexes. Records come in the order of their times, so a BRIN index answers "between" with a few pages
    /// and costs next to nothing to keep. The table of the replaced program is made as that one left it: it has no key.
    /// </summary>
    public static string Create(string table, RowMap map, bool original)
    {
        IEnumerable<string> columns = Columns(map).Where(one => !original || !one.OfName)
            .Select(one => $"{Quoted(one.Column)} {PostgreSqlTypes.ToMake(one.Column, original)}");
        IEnumerable<string> unique = original || map.Identity is not { } identity ? []
            : [$"UNIQUE ({string.Join(", ", identity.Columns.Take(identity.Unique).Select(Quoted))})"];
        RowColumn[] time = [.. map.Columns.Where(static column => column.Type == RowType.Time).Take(1)];
        return $"CREATE TABLE {table} ({string.Join(", ", columns.Concat(unique))})"
            + string.Concat(time.Select(column => $"; CREATE INDEX ON {table} USING brin ({Quoted(column)}) WITH (pages_per_range = 32, autosummarize = on)"));
    }

    private static string Quoted(RowColumn column) => Identifier.Quote(column.Name.ToLowerInvariant());
}
