namespace LogStats.Sinks.PostgreSql;

/// <summary>One table that takes the rows of one map: where its values go, and the statements that bring them there.</summary>
internal sealed class PostgreSqlTable
{
    private const string Number = "logstats_row";

    private readonly string _names;

    /// <param name="map">The rows.</param>
    /// <param name="name">The table, qualified and quoted.</param>
    /// <param name="shown">The same as messages have it.</param>
    /// <param name="columns">One for each column of the map, then of its identity.</param>
    /// <param name="ledger">Where the names of stored rows are kept, for a table that has no place for them.</param>
    /// <param name="canBeDirect">Whether COPY may write to it: it has no triggers, rules, or types that have to be cast.</param>
    public PostgreSqlTable(RowMap map, string name, string shown, IReadOnlyList<BoundColumn> columns, StoredLedger? ledger, bool canBeDirect)
    {
        (Map, Name, Shown, Columns, Ledger) = (map, name, shown, columns, ledger);
        Naming = map.Identity?.Unique ?? 0;
        CanBeDirect = canBeDirect && ledger is null && map.Identity?.NewerReplaces != true;
        _names = string.Join(", ", Stored.Select(static column => column.Quoted));
    }

    public RowMap Map { get; }

    public string Name { get; }

    public string Shown { get; }

    public IReadOnlyList<BoundColumn> Columns { get; }

    public StoredLedger? Ledger { get; }

    /// <summary>Which column is the first of the row's name, and how many make it.</summary>
    public int FirstNaming => Map.Columns.Count;

    public int Naming { get; }

    public bool CanBeDirect { get; }

    /// <summary>Whether the last batch held rows that were there already, so that the next may as well.</summary>
    public bool HadRepeats { get; set; }

    /// <summary>Copies rows into the table itself: one that is there already is an error, and nothing is copied.</summary>
    public string CopyDirect => $"COPY {Name} ({_names}) FROM STDIN (FORMAT BINARY)";

    private IEnumerable<BoundColumn> Stored => Ledger is null ? Columns : Columns.Take(FirstNaming);

    /// <summary>A stage holds our types and no rules, so that whatever is wrong with a row shows when it leaves the stage.</summary>
    public string CreateStage(string stage)
        => $"CREATE TEMPORARY TABLE {stage} ({Number} integer, "
            + string.Join(", ", Columns.Select(static column => $"{column.Quoted} {PostgreSqlTypes.Of(column.Type)}")) + ") ON COMMIT DROP";

    public string CopyToStage(string stage)
        => $"COPY {stage} ({Number}, {string.Join(", ", Columns.Select(static column => column.Quoted))}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Takes from the stage what is not in the table; the number of rows that it changes is what was stored.</summary>
    public string Insert(string stage)
    {
        string values = string.Join(", ", Stored.Select(static column => column.FromStage));
        if (Ledger is not null)
        {
            return Ledger.Insert(Name, _names, values, stage, Number, KeyColumns());
        }

        string key = string.Join(", ", KeyColumns());
        return Map.Identity switch
        {
            null => $"INSERT INTO {Name} ({_names}) SELECT {values} FROM {stage} AS s",
            { NewerReplaces: false } => $"INSERT INTO {Name} ({_names}) SELECT {values} FROM {stage} AS s "
                + $"ON CONFLICT ({key}) DO NOTHING",
            _ => Replace(values, stage, key),
        };
    }

    /// <summary>
    /// A statement may change a row only once, so the newest of each name goes alone. Where several are equally new, it is the first.
    /// </summary>
    private string Replace(string values, string stage, string key)
    {
        string newer = Columns[FirstNaming + Naming].Quoted;
        string unnamed = string.Join(" OR ", KeyColumns().Select(static column => $"s.{column} IS NULL"));
        string set = string.Join(", ", Columns.Where((_, index) => index < FirstNaming || index >= FirstNaming + Naming)
            .Select(static column => $"{column.Quoted} = excluded.{column.Quoted}"));
        return $"INSERT INTO {Name} AS t ({_names}) SELECT {values} FROM (SELECT *, row_number() OVER "
            + $"(PARTITION BY {key} ORDER BY {newer} DESC NULLS LAST, {Number}) AS logstats_place FROM {stage}) AS s "
            + $"WHERE s.logstats_place = 1 OR {unnamed} "
            + $"ON CONFLICT ({key}) DO UPDATE SET {set} WHERE excluded.{newer} > t.{newer}";
    }

    private IEnumerable<string> KeyColumns() => Columns.Skip(FirstNaming).Take(Naming).Select(static column => column.Quoted);
}
