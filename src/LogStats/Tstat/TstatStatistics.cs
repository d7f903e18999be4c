using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>The result of <see cref="TstatMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class TstatStatistics
{
    internal TstatStatistics(TstatTally tally, ScanCounts lines, Func<long, DateTimeOffset?> time, SummaryOrigin origin)
    {
        Total = TstatSummaries.Of([], [], "all", in tally.Total, time, tally.Total.Weight, origin.Key(SummaryGroup.All), lines, tally.RoundTrips);
        Groupings = [.. tally.Groups.Select(group => TstatSummaries.Of(group, time, origin))];
    }

    public TstatSummary Total { get; }

    public IReadOnlyList<SummaryGrouping<TstatSummary, TstatGroup>> Groupings { get; }
}
