using System.Globalization;
using LogStats.Receive;
using LogStats.Sinks;

namespace LogStats;

/// <summary>A batch of lines that a receiver has stored.</summary>
public sealed class LogBatch : IRow
{
    /// <summary>When it was stored.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Who sent it.</summary>
    public string Source { get; init; } = "";

    /// <summary>From where it came.</summary>
    public string RemoteAddress { get; init; } = "";

    /// <summary>The name of the file at its source; null for one of the old form.</summary>
    public string? FileId { get; init; }

    /// <summary>The path of the log at its source, if that said one.</summary>
    public string? LogPath { get; init; }

    /// <summary>From where in that file on.</summary>
    public long? Start { get; init; }

    /// <summary>Up to where in that file.</summary>
    public long? End { get; init; }

    public long Lines { get; init; }

    /// <summary>How many bytes were stored.</summary>
    public long Length { get; init; }

    /// <summary>How many of the lines told no time.</summary>
    public long Untimed { get; init; }

    /// <summary>The file that holds its first line.</summary>
    public string? Path { get; init; }

    /// <summary>The window of that file.</summary>
    public string? Window { get; init; }

    /// <summary>All files that it went to.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    RowMap IRow.GetRowMap() => LogBatchRows.Map;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source} {FileId} {Start}-{End}: {Lines:N0} lines");
}
