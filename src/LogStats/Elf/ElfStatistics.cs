using LogStats.Elf.Counting;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>The result of <see cref="ElfMeasure"/>: the sums of all, and of each group of each grouping.</summary>
public sealed class ElfStatistics
{
    internal ElfStatistics(
        ElfTally tally, IReadOnlyList<ElfGroup[]> groupings, ScanCounts lines, ElfOptions options, TimeZoneInfo zone,
        SummaryOrigin origin, ElfRound? round = null)
    {
        tally.Flush();
        ElfSummaries summaries = new(options.Percentiles, SummaryTimes.In(zone));
        SummaryGrouping<ElfSummary, ElfGroup> requests = summaries.Of(tally.Requests, origin);
        Total = summaries.Total(tally, lines, requests.Rows, round, origin.Key(SummaryGroup.All));
        int other = 0;
        Groupings = [.. groupings.Select(by => by is [ElfGroup.Request] ? requests : summaries.Of(tally.Groups[other++], origin))];
    }

    public ElfSummary Total { get; }

    public IReadOnlyList<SummaryGrouping<ElfSummary, ElfGroup>> Groupings { get; }
}
