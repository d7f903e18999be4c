using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats;

/// <summary>The statistics of one group of an rsync log, or of all of it.</summary>
public sealed class RsyncSummary : ISummary
{
    /// <summary>What it was grouped by, none for all.</summary>
    public IReadOnlyList<RsyncGroup> GroupBy { get; init; } = [];

    /// <summary>The group's name; "(none)" where the log has no value, "(other)" for what was folded together.</summary>
    public string Name { get; init; } = "";

    public string? Day { get; init; }

    public string? Hour { get; init; }

    public string? Module { get; init; }

    public string? UserName { get; init; }

    public string? HostName { get; init; }

    public string? Network { get; init; }

    public string? Country { get; init; }

    public string? City { get; init; }

    public string? Asn { get; init; }

    public string? Operation { get; init; }

    public string? FilePath { get; init; }

    /// <summary>Sessions that moved data and logged their totals.</summary>
    public long Transfers { get; init; }

    /// <summary>Transfers, and requests without totals, that ended with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Requests that were followed by neither totals nor an error.</summary>
    public long Unfinished { get; init; }

    public long Denied { get; init; }

    public long AuthFailed { get; init; }

    /// <summary>All files of per-file lines, whichever way they went.</summary>
    public long Files { get; init; }

    public long FilesSent { get; init; }

    public long FilesReceived { get; init; }

    public long FilesDeleted { get; init; }

    /// <summary>Their lengths, or what was moved of them, whichever is logged.</summary>
    public long FileBytes { get; init; }

    public long FileBytesSent { get; init; }

    public long FileBytesReceived { get; init; }

    public long SentBytes { get; init; }

    public long ReceivedBytes { get; init; }

    public long TotalBytes { get; init; }

    /// <summary>The time that all transfers took together.</summary>
    public TimeSpan Duration { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>The account of the lines that were read; only on the summary of all.</summary>
    public ScanCounts? Lines { get; init; }

    /// <summary>What it counts for among others: how they are ordered.</summary>
    internal long Weight { get; init; }

    /// <summary>What it was made of by time; null where nobody asked for it.</summary>
    internal Tally.TimeCells? Cells { get; init; }

    /// <summary>The values that make the group, one for each of <see cref="GroupBy"/>; none for what was folded together.</summary>
    internal string?[] Parts { get; init; } = [];

    internal SummaryKey Key { get; init; } = SummaryKey.None;

    /// <summary>Stands for the logs that it is of and for what was asked of them; null where nothing names them.</summary>
    public long? Source => Key.Source;

    /// <summary>The stretch of time that was asked for, as an ISO 8601 interval; empty for all there is.</summary>
    public string Window => Key.Window;

    RowMap IRow.GetRowMap() => RsyncSummaryRows.Map;

    SummaryKey ISummary.GetKey() => Key;

    string ISummary.GetState() => RsyncSummaryState.Of(this);

    Tally.TimeCells? ISummary.GetCells() => Cells;

    DateTimeOffset? ISummary.GetTime() => First;

    /// <summary>
    /// One summary for each question and group, whatever logs and stretches of time they are of. The sums of all come first.
    /// </summary>
    public static IReadOnlyList<RsyncSummary> Merge(IEnumerable<RsyncSummary> summaries)
        => [.. Kinds.StoredSummaries.Merge(summaries).Cast<RsyncSummary>()];

    public override string ToString() => $"{Name}: {Transfers} transfers, {SentBytes} bytes sent, {ReceivedBytes} received";
}
