using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats;

/// <summary>The statistics of one group of flows, or of all of them.</summary>
public sealed class TstatSummary : ISummary
{
    /// <summary>What it was grouped by, none for all.</summary>
    public IReadOnlyList<TstatGroup> GroupBy { get; init; } = [];

    /// <summary>The group's name; "(none)" where the log has no value, "(other)" for what was folded together.</summary>
    public string Name { get; init; } = "";

    public string? Day { get; init; }

    public string? Hour { get; init; }

    public string? Source { get; init; }

    public string? Destination { get; init; }

    public string? SourceNetwork { get; init; }

    public string? DestinationNetwork { get; init; }

    /// <summary>The server's port.</summary>
    public string? Port { get; init; }

    public string? Protocol { get; init; }

    public string? Direction { get; init; }

    public string? ServerName { get; init; }

    /// <summary>Directions of rows in which anything was sent.</summary>
    public long Flows { get; init; }

    /// <summary>Bytes of data; of TCP each counts once, however often it was sent.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets; of TCP those with data.</summary>
    public long Packets { get; init; }

    public long RetransmittedBytes { get; init; }

    public long RetransmittedPackets { get; init; }

    /// <summary>How many of TCP's packets with data were sent again; missing where there are none.</summary>
    public double? RetransmitRate { get; init; }

    /// <summary>Segments that reset a connection.</summary>
    public long Resets { get; init; }

    /// <summary>How long all flows lasted together.</summary>
    public TimeSpan Duration { get; init; }

    public TimeSpan LongestDuration { get; init; }

    public TimeSpan? MeanDuration { get; init; }

    /// <summary>Over the whole stretch of time from First to Last.</summary>
    public long? BitsPerSecond { get; init; }

    /// <summary>Over the time that flows lasted: what one of them had.</summary>
    public long? FlowBitsPerSecond { get; init; }

    /// <summary>The shortest round trip of any packet.</summary>
    public TimeSpan? RttMin { get; init; }

    /// <summary>Of the average round trips of flows, where each flow counts.</summary>
    public TimeSpan? RttAverage { get; init; }

    /// <summary>The longest round trip of any packet.</summary>
    public TimeSpan? RttMax { get; init; }

    /// <summary>Half of all flows have an average round trip up to this.</summary>
    public TimeSpan? RttP50 { get; init; }

    public TimeSpan? RttP90 { get; init; }

    public TimeSpan? RttP99 { get; init; }

    /// <summary>Directions of rows in which nothing was sent, and which are no flows; only of the sums of all.</summary>
    public long EmptyDirections { get; init; }

    /// <summary>When the first flow began.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last flow ended.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>The account of the lines that were read; only on the summary of all.</summary>
    public ScanCounts? Lines { get; init; }

    /// <summary>What it counts for among others: how they are ordered.</summary>
    internal long Weight { get; init; }

    /// <summary>The values that make the group, one for each of <see cref="GroupBy"/>; none for what was folded together.</summary>
    internal string?[] Parts { get; init; } = [];

    /// <summary>Round trips by time; only on the summary of all, where they were asked for.</summary>
    internal Tally.LatenciesByTime? RoundTrips { get; init; }

    internal SummaryKey Key { get; init; } = SummaryKey.None;

    /// <summary>What it was made of; null where somebody made it by hand.</summary>
    internal TstatSums? Sums { get; init; }

    /// <summary>Stands for the logs that it is of and for what was asked of them; null where nothing names them.</summary>
    public long? SourceId => Key.Source;

    /// <summary>The stretch of time that was asked for, as an ISO 8601 interval; empty for all there is.</summary>
    public string Window => Key.Window;

    RowMap IRow.GetRowMap() => TstatSummaryRows.Map;

    SummaryKey ISummary.GetKey() => Key;

    string ISummary.GetState() => TstatSummaryState.Of(this);

    Tally.TimeCells? ISummary.GetCells() => Sums?.Cells;

    DateTimeOffset? ISummary.GetTime() => First;

    /// <summary>
    /// One summary for each question and group, whatever logs and stretches of time they are of. The sums of all come first.
    /// </summary>
    public static IReadOnlyList<TstatSummary> Merge(IEnumerable<TstatSummary> summaries)
        => [.. Kinds.StoredSummaries.Merge(summaries).Cast<TstatSummary>()];

    public override string ToString() => $"{Name}: {Flows} flows, {ByteSize.Text(Bytes)}";
}
