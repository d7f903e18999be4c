using System.Collections.Specialized;
using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats;

/// <summary>A row of a log of tstat that has no flows, such as those of HTTP, video, chat or multimedia: each column by its name.</summary>
public sealed class TstatRow : ILogRecord
{
    /// <summary>The name of the log, such as log_http_complete; missing where no file names it.</summary>
    public string? Log { get; init; }

    /// <summary>The columns in their order, by the names of the header; what the log writes as - is null.</summary>
    public OrderedDictionary Columns { get; init; } = [];

    public string? Path { get; init; }

    public long Offset { get; init; }

    internal RecordKey Key { get; init; }

    RowMap IRow.GetRowMap() => TstatRowRows.Map;

    RecordKey ILogRecord.GetKey() => Key;

    public override string ToString() => string.Join(' ', Columns.Values.Cast<string?>().Select(static value => value ?? "-"));
}
