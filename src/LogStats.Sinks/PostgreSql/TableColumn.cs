namespace LogStats.Sinks.PostgreSql;

/// <summary>A column of a table that is there.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Type">As a statement writes it, with its length.</param>
/// <param name="Base">The type's own name, of a domain the one beneath.</param>
/// <param name="Category">PostgreSQL's letter for its kind: S for texts, N for numbers.</param>
/// <param name="Modifier">What stands in brackets behind the type, as PostgreSQL keeps it; -1 for nothing.</param>
/// <param name="MustBeGiven">Whether a row without it is refused.</param>
internal sealed record TableColumn(
    string Name, string Type, string Base, char Category, int Modifier, bool MustBeGiven)
{
    /// <summary>How many characters fit; null for any number.</summary>
    public int? MostCharacters => Base is "varchar" or "bpchar" && Modifier >= 4 ? Modifier - 4 : null;

    /// <summary>The whole numbers that fit.</summary>
    public (long Least, long Most) Range => Base switch
    {
        "int2" => (short.MinValue, short.MaxValue),
        "int4" => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    /// <summary>Whether a value of that kind may be put here without becoming another.</summary>
    public bool Takes(RowType type) => type switch
    {
        RowType.Text => Category is 'S' or 'E' or 'I',
        RowType.Integer or RowType.Bytes => Base is "int2" or "int4" or "int8" or "numeric",
        RowType.Time => Base is "timestamptz",
        RowType.LocalTime => Base is "timestamp",
        _ => Base is "float8" or "numeric",
    };

    /// <summary>Whether COPY may write it with the same bytes as into a column that we made.</summary>
    public bool IsOurs(RowType type) => type switch
    {
        RowType.Text => Base is "text" or "varchar" or "bpchar",
        RowType.Integer or RowType.Bytes => Base is "int8",
        RowType.Seconds or RowType.Latency => Base is "float8",
        _ => true,
    };
}
