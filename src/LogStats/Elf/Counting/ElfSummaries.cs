using LogStats.Elf.Rules;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>Makes summaries of counts.</summary>
internal sealed class ElfSummaries(IReadOnlyList<double> percentiles, Func<long, DateTimeOffset?> time)
{
    private readonly ElfSummaryRows _map = ElfSummaryRows.Of(percentiles, isRound: false);

    public SummaryGrouping<ElfSummary, ElfGroup> Of(ElfGroupTable group, SummaryOrigin origin)
    {
        bool areRequests = group.By is [ElfGroup.Request];
        List<ElfSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = ElfGroupTable.Parts(group.Table.Key(index), group.By);
            rows.Add(Of(group.By, parts, SummaryGroup.Name(parts), group.Table.Sums(index).Counts!,
                origin.Key(ElfGroupTable.Text(group.Table.Key(index), group.By)),
                areRequests ? ElfGroupTable.RequestNames(group.Table.Key(index)) : null));
        }

        return ElfSummaryKind.Instance.Grouping(group.By, group.Table, rows, group.Table.Rest.Counts is not { } rest ? null
            : Of(group.By, [], SummaryGroup.Other, rest, origin.Key(SummaryGroup.Rest(group.By.Select(static part => part.ToString()))),
                areRequests ? ("", "other") : null));
    }

    /// <param name="by">What it is grouped by.</param>
    /// <param name="parts">The values that make the group.</param>
    /// <param name="name">What the group is called.</param>
    /// <param name="counts">Its sums.</param>
    /// <param name="key">What the summary is called where it is stored.</param>
    /// <param name="request">Group and method, for a request group.</param>
    public ElfSummary Of(
        IReadOnlyList<ElfGroup> by, string?[] parts, string name, ElfCounts counts, SummaryKey key, (string Group, string Method)? request = null)
        => Of(by, parts, name, counts, counts.Clients, key, request: request);

    /// <summary>The sums of everything, with the request groups and what else there is only one of.</summary>
    public ElfSummary Total(ElfTally tally, ScanCounts lines, IReadOnlyList<ElfSummary> requests, ElfRound? round, SummaryKey key)
    {
        ElfCounts all = tally.NewCounts();
        for (int index = 0; index < tally.Requests.Table.Count; index++)
        {
            all.Merge(tally.Requests.Table.Sums(index).Counts!, withCells: false);
        }

        if (tally.Requests.Table.Rest.Counts is { } rest)
        {
            all.Merge(rest, withCells: false);
        }

        return Of([], [], "all", all, tally.Clients, key, requests, tally.Patterns, tally.Skipped, tally.Unmatched, lines, round,
            countries: tally.Countries?.All, series: tally.Series, cells: tally.AllCells());
    }

    public ElfSummary Of(
        IReadOnlyList<ElfGroup> by, string?[] parts, string name, ElfCounts counts, DistinctCount? clients, SummaryKey key,
        IReadOnlyList<ElfSummary>? requests = null, PatternCounts? patterns = null, long skipped = 0, long unmatched = 0,
        ScanCounts? lines = null, ElfRound? round = null, (string Group, string Method)? request = null,
        IReadOnlyDictionary<string, long>? countries = null, ElfSeries? series = null, TimeCells? cells = null)
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
            Clients = clients?.Count,
            Timed = counts.Latency.Count,
            Min = Least(counts),
            Mean = Average(counts),
            Max = Most(counts),
            Statuses = new StatusTotals(counts.Statuses.All),
            Methods = new SortedDictionary<string, long>(counts.Methods.All.ToDictionary(), StringComparer.Ordinal),
            Countries = countries ?? new Dictionary<string, long>(),
            First = time(counts.FirstTicks),
            Last = time(counts.LastTicks),
            Requests = requests ?? [],
            Patterns = patterns is null ? []
                : [.. Enumerable.Range(0, patterns.Count).Select(index => new ElfPatternCount(patterns.Name(index), patterns.Total(index), patterns.Distinct(index)))],
            Skipped = skipped,
            Unmatched = unmatched,
            Lines = lines,
            Round = round,
            Counts = counts,
            ClientSet = clients,
            PatternSums = patterns,
            Key = key,
            Series = series,
            Cells = cells,
            RequestNames = request,
            Map = round is null ? _map : ElfSummaryRows.Of(percentiles, isRound: true),
            Percentiles = percentiles.Distinct().ToDictionary(ElfSummaryRows.NameOf, percentile => PercentileOf(counts, percentile)),
        };
        return summary;
    }

    public static TimeSpan? PercentileOf(ElfCounts counts, double percentile) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? Millis(exact.Percentile(percentile) ?? 0)
        : Micros((long)Math.Round(counts.Latency.Percentile(percentile)));

    public static TimeSpan? Least(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? Millis(exact.Shortest) : Micros(counts.Latency.Min);

    public static TimeSpan? Average(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? Millis(exact.Average) : Micros((long)Math.Round(counts.Latency.Mean));

    public static TimeSpan? Most(ElfCounts counts) => counts.Latency.Count == 0 ? null
        : counts.Exact is { } exact ? Millis(exact.Longest) : Micros(counts.Latency.Max);

    /// <summary>What is longer than any span is the longest one: a log may hold any number.</summary>
    private static TimeSpan Millis(long millis) => new(Math.Min(millis, long.MaxValue / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);

    private static TimeSpan Micros(long micros) => new(Math.Min(micros, long.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);
}
