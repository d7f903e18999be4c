using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>Statistics as any front end can show them.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Lines">The account of all lines.</param>
/// <param name="Total">The sums of all.</param>
/// <param name="Tables">One for each grouping.</param>
public sealed record LogReport(string Kind, ScanCounts Lines, IRow Total, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>Groupings that nobody asked for but a report.</summary>
    public IReadOnlyList<ReportTable> Further { get; init; } = [];
}
