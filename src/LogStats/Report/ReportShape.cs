using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>What a report shows of one family of logs. The page knows no family: it draws what stands here.</summary>
internal sealed record ReportShape
{
    /// <summary>What the family is called on the page.</summary>
    public required string Title { get; init; }

    /// <summary>Sums that are kept by time, the most telling first: rows are ordered by that.</summary>
    public required IReadOnlyList<ReportMeasure> Measures { get; init; }

    /// <summary>Fills the values of all measures.</summary>
    public required ReportValues Values { get; init; }

    public IReadOnlyList<ReportRatio> Ratios { get; init; } = [];

    /// <summary>Numbers that do not add up, and are known of all the time only.</summary>
    public IReadOnlyList<ReportExtra> Extras { get; init; } = [];

    public IReadOnlyList<ReportChart> Charts { get; init; } = [];

    /// <summary>The groupings of a report, in the order in which they are shown.</summary>
    public IReadOnlyList<ReportTop> Tops { get; init; } = [];

    public required Func<ISummary, ScanCounts?> Lines { get; init; }

    /// <summary>Latencies by time, of the summary of all; null where the family has none.</summary>
    public Func<ISummary, LatenciesByTime?> Latencies { get; init; } = static _ => null;

    /// <summary>Of a round of a watch: when it began, and its latencies; null of any other summary.</summary>
    public Func<ISummary, (DateTimeOffset Started, LatencyHistogram? Latency)?> Round { get; init; } = static _ => null;

    /// <summary>What stands on the page where the latencies are of something else than requests.</summary>
    public string LatencyTitle { get; init; } = "Latency";
}

/// <summary>Fills the values of a summary's measures.</summary>
internal delegate void ReportValues(ISummary summary, Span<long> values);
