namespace LogStats.Sinks.PostgreSql;

/// <summary>Which types our values get.</summary>
internal static class PostgreSqlTypes
{
    /// <summary>
    /// Of the table that the replaced program filled, as its manual made it, but for what turned out to be too narrow:
    /// an address may be of IPv6, and a login is as long as its owner likes.
    /// </summary>
    private static readonly Dictionary<string, string> s_original = new(StringComparer.Ordinal)
    {
        ["module"] = "varchar(256)",
        ["login"] = "varchar(256)",
        ["geohash"] = "varchar(12)",
        ["hosthash"] = "varchar(12)",
        ["hostname"] = "varchar(256)",
        ["clientip"] = "varchar(64)",
    };

    public static string Of(RowType type) => type switch
    {
        RowType.Integer or RowType.Bytes => "bigint",
        RowType.Seconds or RowType.Latency => "double precision",
        RowType.Time => "timestamp with time zone",
        RowType.LocalTime => "timestamp without time zone",
        _ => "text",
    };

    /// <summary>The type of a column that is made.</summary>
    public static string ToMake(RowColumn column, bool original)
        => original && s_original.TryGetValue(column.Name, out string? type) ? type : Of(column.Type);
}
