using LogStats.Scan;

namespace LogStats.PgBouncer;

/// <summary>The result of <see cref="PgBouncerMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class PgBouncerStatistics
{
    internal PgBouncerStatistics(PgBouncerTally tally, ScanCounts lines, MeasureFrame frame)
    {
        Total = PgBouncerSummaries.Of([], [], "all", in tally.Total, frame, tally.Total.Weight, lines);
        Groupings = [.. tally.Groups.Select(group => new PgBouncerGrouping(group, frame))];
    }

    public PgBouncerSummary Total { get; }

    public IReadOnlyList<PgBouncerGrouping> Groupings { get; }
}
