using LogStats.Elf.Rules;
using LogStats.Scan;

namespace LogStats.Elf.Counting;

/// <summary>Makes summaries of counts.</summary>
internal sealed class ElfSummaries(ElfOptions options, TimeZoneInfo zone)
{
    private readonly ElfSummaryRows _map = options.Percentiles is [50, 90, 99] ? ElfSummaryRows.Usual : new ElfSummaryRows(options.Percentiles);

    public ElfSummary Of(IReadOnlyList<ElfGroup> by, string?[] parts, string name, ElfCounts counts)
        => Of(by, parts, name, counts, counts.Clients?.Count);

    /// <summary>The sums of everything, with the request groups and what else there is only one of.</summary>
    public ElfSummary Total(ElfTally tally, ScanCounts lines, IReadOnlyList<ElfSummary> requests, ElfRound? round)
    {
        ElfCounts all = tally.NewCounts();
        for (int index = 0; index < tally.Requests.Table.Count; index++)
        {
            all.Merge(tally.Requests.Table.Sums(index).Counts!);
        }

        if (tally.Requests.Table.Rest.Counts is { } rest)
        {
            all.Merge(rest);
        }

        PatternCounts patterns = tally.Patterns;
        return Of([], [], "all", all, tally.Clients.Count, requests,
            [.. Enumerable.Range(0, patterns.Count).Select(index => new ElfPatternCount(patterns.Name(index), patterns.Total(index), patterns.Distinct(index)))],
            tally, lines, round);
    }

    private ElfSummary Of(
        IReadOnlyList<ElfGroup> by, string?[] parts, string name, ElfCounts counts, long? clients, IReadOnlyList<ElfSummary>? requests = null,
        IReadOnlyList<ElfPatternCount>? patterns = null, ElfTally? tally = null, ScanCounts? lines = null, ElfRound? round = null)
    {
        ElfSummary summary = new()
        {
            GroupBy = by,
            Name = name,
            Group = by.Zip(parts).ToDictionary(pair => pair.First.ToString(), pair => pair.Second),
            Calls = counts.Calls,
            Slow = counts.Slow,
            ClientErrors = counts.Statuses.OfClass(4),
            ServerErrors = counts.Statuses.OfClass(5),
            SentBytes = counts.SentBytes,
            ReceivedBytes = counts.ReceivedBytes,
            Clients = clients,
            Timed = counts.Latency.Count,
            Min = Least(counts),
            Mean = Average(counts),
            Max = Most(counts),
            Statuses = new SortedDictionary<int, long>(counts.Statuses.All.ToDictionary()),
            Methods = new SortedDictionary<string, long>(counts.Methods.All.ToDictionary(), StringComparer.Ordinal),
            First = Time(counts.FirstTicks),
            Last = Time(counts.LastTicks),
            Requests = requests ?? [],
            Patterns = patterns ?? [],
            Skipped = tally?.Skipped ?? 0,
            Unmatched = tally?.Unmatched ?? 0,
            Lines = lines,
            Round = round,
            Counts = counts,
            Map = _map,
            Percentiles = options.Percentiles.ToDictionary(ElfSummaryRows.NameOf, percentile => PercentileOf(counts, percentile)),
        };
        return summary;
    }

    public static TimeSpan? PercentileOf(ElfCounts counts, double percentile) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? TimeSpan.FromMilliseconds(exact.Percentile(percentile) ?? 0, 0)
        : TimeSpan.FromMicroseconds(Math.Round(counts.Latency.Percentile(percentile)));

    private static TimeSpan? Least(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? TimeSpan.FromMilliseconds(exact.Shortest, 0) : Micros(counts.Latency.Min);

    private static TimeSpan? Average(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? TimeSpan.FromMilliseconds(exact.Average, 0) : Micros((long)Math.Round(counts.Latency.Mean));

    private static TimeSpan? Most(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? TimeSpan.FromMilliseconds(exact.Longest, 0) : Micros(counts.Latency.Max);

    private static TimeSpan Micros(long micros) => new(Math.Min(micros, long.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);

    private DateTimeOffset? Time(long ticks)
        => ticks == 0 ? null : TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);
}
