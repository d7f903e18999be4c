using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>The result of <see cref="PgBouncerMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class PgBouncerStatistics
{
    internal PgBouncerStatistics(PgBouncerTally tally, ScanCounts lines, MeasureFrame frame)
    {
        Total = PgBouncerSummaries.Of([], [], "all", in tally.Total, frame.Time, frame.Period, tally.Total.Weight, frame.Origin.Key(SummaryGroup.All), lines);
        Groupings = [.. tally.Groups.Select(group => PgBouncerSummaries.Of(group, frame))];
    }

    public PgBouncerSummary Total { get; }

    public IReadOnlyList<SummaryGrouping<PgBouncerSummary, PgBouncerGroup>> Groupings { get; }
}
