using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>The result of <see cref="RsyncMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class RsyncStatistics
{
    internal RsyncStatistics(RsyncTally tally, ScanCounts lines, TimeZoneInfo zone, SummaryOrigin origin = default)
    {
        Func<long, DateTimeOffset?> time = SummaryTimes.In(zone);
        Total = RsyncSummaries.Of([], [], "all", in tally.Total, time, tally.Total.Weight, origin.Key(SummaryGroup.All), lines);
        Groupings = [.. tally.Groups.Select(group => RsyncSummaries.Of(group, time, origin))];
    }

    public RsyncSummary Total { get; }

    public IReadOnlyList<SummaryGrouping<RsyncSummary, RsyncGroup>> Groupings { get; }
}
