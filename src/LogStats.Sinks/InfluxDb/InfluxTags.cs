namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Which columns are tags, where nobody says so: those of few values. The server keeps every combination of tags in memory for as
/// long as its points live, so no address, host, user, path, file or text is a tag by itself.
/// </summary>
internal static class InfluxTags
{
    /// <summary>
    /// The log that a record came from, as a tag: two servers that log the same in the same second are told apart by it.
    /// It has as many values as there are logs.
    /// </summary>
    public const string Source = "SourceId";

    /// <summary>What a tag says of a value that only clients made up.</summary>
    public const string Other = "(other)";

    /// <summary>Behind the name of the field that keeps such a value.</summary>
    public const string OtherField = "Text";

    /// <summary>A client may send any word for a method; those that are registered are few.</summary>
    private static readonly HashSet<string> s_methods = new(StringComparer.Ordinal)
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY", "PRI",
        "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT", "MKCALENDAR", "ACL",
        "CHECKIN", "CHECKOUT", "VERSION-CONTROL", "UNCHECKOUT", "MERGE", "BIND", "UNBIND", "LINK", "UNLINK", "PURGE", "BAN",
    };

    public static IReadOnlyList<string> Usual(RowMap map)
        => [.. map.Columns.Where(static column => column.HasFewValues).Select(static column => column.Name), .. map.Identity is RecordIdentity ? [Source] : (string[])[]];

    /// <summary>The values that a column has as a tag; null: all.</summary>
    public static IReadOnlySet<string>? Known(RowMap map, string column)
        => column == "Method" && Usual(map).Contains(column, StringComparer.Ordinal) ? s_methods : null;
}
