namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// The names of rows that a table without a place for them holds: <c>logstats_stored</c>, beside that table. A name and its
/// row are stored by one statement, so that neither is ever there without the other.
/// </summary>
/// <param name="schema">The schema of both, quoted.</param>
/// <param name="table">The table, as its name is kept in the ledger.</param>
internal sealed class StoredLedger(string schema, string table)
{
    public const string TableName = "logstats_stored";

    private static readonly string[] s_key = ["sourceid", "sourceoffset", "sourcecheck"];

    public string Name { get; } = $"{schema}.{TableName}";

    public string Create => $"CREATE TABLE IF NOT EXISTS {Name} (stored_in text NOT NULL, "
        + string.Join(", ", s_key.Select(static column => $"{column} bigint NOT NULL"))
        + $", PRIMARY KEY (stored_in, {string.Join(", ", s_key)}))";

    /// <summary>For a table that has just been made: what an earlier one of its name held is not in it.</summary>
    public string Forget => $"DELETE FROM {Name} WHERE stored_in = {Identifier.Literal(table)}";

    /// <param name="into">The table.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="values">What goes there, of the stage "s".</param>
    /// <param name="stage">The stage.</param>
    /// <param name="number">The stage's column of row numbers.</param>
    /// <param name="key">The stage's columns of the row's name.</param>
    public string Insert(string into, string names, string values, string stage, string number, IEnumerable<string> key)
    {
        string[] from = [.. key];
        string keys = string.Join(", ", s_key);
        string same = string.Join(" AND ", s_key.Select((column, index) => $"fresh.{column} = s.{from[index]}"));
        return $"WITH fresh AS (INSERT INTO {Name} (stored_in, {keys}) SELECT {Identifier.Literal(table)}, {string.Join(", ", from)} FROM {stage} "
            + $"WHERE {from[0]} IS NOT NULL ON CONFLICT DO NOTHING RETURNING {keys}) "
            + $"INSERT INTO {into} ({names}) SELECT {values} FROM (SELECT *, row_number() OVER (PARTITION BY {string.Join(", ", from)} "
            + $"ORDER BY {number}) AS logstats_place FROM {stage}) AS s LEFT JOIN fresh ON {same} "
            + $"WHERE s.{from[0]} IS NULL OR (fresh.{s_key[0]} IS NOT NULL AND s.logstats_place = 1)";
    }
}
