using LogStats.Scan;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>The result of <see cref="RsyncMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class RsyncStatistics
{
    internal RsyncStatistics(RsyncTally tally, ScanCounts lines, TimeZoneInfo zone)
    {
        Total = RsyncSummaries.Of([], [], "all", in tally.Total, zone, tally.Total.Weight, lines);
        Groupings = [.. tally.Groups.Select(group => new RsyncGrouping(group, zone))];
    }

    public RsyncSummary Total { get; }

    public IReadOnlyList<RsyncGrouping> Groupings { get; }
}
