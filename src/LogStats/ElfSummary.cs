using LogStats.Elf.Counting;
using LogStats.Elf.Rules;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats;

/// <summary>The statistics of one group of requests, or of all of them.</summary>
public sealed class ElfSummary : ISummary
{
    /// <summary>What it was grouped by, none for all.</summary>
    public IReadOnlyList<ElfGroup> GroupBy { get; init; } = [];

    /// <summary>The group's name; "(none)" where the log has no value, "(other)" for what was folded together.</summary>
    public string Name { get; init; } = "";

    /// <summary>The values that make the group, one for each of <see cref="GroupBy"/>.</summary>
    public IReadOnlyDictionary<string, string?> Group { get; init; } = new Dictionary<string, string?>();

    public long Calls { get; init; }

    /// <summary>Calls that took longer than the threshold.</summary>
    public long Slow { get; init; }

    /// <summary>Answers with a status from 400 to 499.</summary>
    public long ClientErrors { get; init; }

    /// <summary>Answers with a status from 500 to 599.</summary>
    public long ServerErrors { get; init; }

    public long SentBytes { get; init; }

    public long ReceivedBytes { get; init; }

    /// <summary>Distinct clients; exact up to 1,024, beyond it an estimate with a standard error of 1.6 %.</summary>
    public long? Clients { get; init; }

    /// <summary>Calls of which the log says how long they took.</summary>
    public long Timed { get; init; }

    public TimeSpan? Min { get; init; }

    public TimeSpan? Mean { get; init; }

    public TimeSpan? Max { get; init; }

    public TimeSpan? P50 => Percentile(50);

    public TimeSpan? P90 => Percentile(90);

    public TimeSpan? P99 => Percentile(99);

    /// <summary>The percentiles that were asked for, by name such as <c>P99.9</c>.</summary>
    public IReadOnlyDictionary<string, TimeSpan?> Percentiles { get; init; } = new Dictionary<string, TimeSpan?>();

    /// <summary>How often each status was answered; -1 for requests without one.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    public IReadOnlyDictionary<string, long> Methods { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Calls by country, "(none)" where it is not known; only on the summary of all, where a geo database was given.
    /// </summary>
    public IReadOnlyDictionary<string, long> Countries { get; init; } = new Dictionary<string, long>();

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>By request group; only on the summary of all.</summary>
    public IReadOnlyList<ElfSummary> Requests { get; init; } = [];

    /// <summary>What the configured patterns found; only on the summary of all.</summary>
    public IReadOnlyList<ElfPatternCount> Patterns { get; init; } = [];

    /// <summary>Requests that skip rules left out; only on the summary of all.</summary>
    public long Skipped { get; init; }

    /// <summary>Requests that none of the rules names; only on the summary of all.</summary>
    public long Unmatched { get; init; }

    /// <summary>The account of the lines that were read; only on the summary of all.</summary>
    public ScanCounts? Lines { get; init; }

    /// <summary>When the round was that it tells of; null where it is no round.</summary>
    public ElfRound? Round { get; init; }

    internal ElfCounts? Counts { get; init; }

    /// <summary>Group and method of a request group, each as the rule gave it; null for any other summary.</summary>
    internal (string Group, string Method)? RequestNames { get; init; }

    /// <summary>The distinct clients themselves, or what stands for them; null where nobody counted them.</summary>
    internal DistinctCount? ClientSet { get; init; }

    /// <summary>What <see cref="Patterns"/> was made of; null for any other summary than that of all.</summary>
    internal PatternCounts? PatternSums { get; init; }

    /// <summary>Latencies by time; only on the summary of all, where they were asked for.</summary>
    internal ElfSeries? Series { get; init; }

    /// <summary>Of the summary of all, which has no counts of its own.</summary>
    internal TimeCells? Cells { get; init; }

    internal SummaryKey Key { get; init; } = SummaryKey.None;

    /// <summary>Stands for the logs that it is of and for what was asked of them; null where nothing names them.</summary>
    public long? Source => Key.Source;

    /// <summary>
    /// The stretch of time that was asked for or that the round was, as an ISO 8601 interval; empty for all there is.
    /// </summary>
    public string Window => Key.Window;

    internal RowMap Map { get; init; } = ElfSummaryRows.Usual;

    SummaryKey ISummary.GetKey() => Key;

    string ISummary.GetState() => ElfSummaryState.Of(this);

    Tally.TimeCells? ISummary.GetCells() => Cells ?? Counts?.Cells;

    DateTimeOffset? ISummary.GetTime() => Round?.Started ?? First;

    /// <summary>
    /// One summary for each question and group, whatever logs and stretches of time they are of: percentiles and distinct
    /// clients are as if all had been measured at once. The sums of all come first.
    /// </summary>
    public static IReadOnlyList<ElfSummary> Merge(IEnumerable<ElfSummary> summaries)
        => [.. Kinds.StoredSummaries.Merge(summaries).Cast<ElfSummary>()];

    RowMap IRow.GetRowMap() => Map;

    /// <summary>
    /// Any percentile from 0 to 100, be it 99.9, of the calls whose latency is known: to within 1 %, or as elfstatsd
    /// reports it where that was asked for. Null where no latency is known.
    /// </summary>
    public TimeSpan? Percentile(double percent)
        => Counts is null ? null : ElfSummaries.PercentileOf(Counts, percent);

    public override string ToString() => $"{Name}: {Calls} calls, {ServerErrors} server errors, {SentBytes} bytes sent";
}
