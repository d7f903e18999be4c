using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>All that a report knows of one family of logs.</summary>
internal sealed class ReportFamily(LogKind kind)
{
    private static readonly Dictionary<string, int> s_times = new() { ["Minute"] = 1, ["Hour"] = 60, ["Day"] = 1440 };

    private readonly SummaryKind _summaries = kind.Summaries!;
    private readonly Dictionary<string, ReportGrouping> _groupings = [];

    public string Name => kind.Name;

    public ReportShape Shape => _summaries.Report;

    public ScanCounts Lines { get; } = new();

    /// <summary>The sums of all; empty where none came.</summary>
    public ReportGroup Total { get; } = new(kind.Summaries!, []);

    public LatenciesByTime Latencies { get; } = new();

    public IEnumerable<ReportGrouping> Groupings => _groupings.Values;

    /// <summary>Minutes from UTC to what the clocks of the log showed, where a summary says so.</summary>
    public int? Zone { get; private set; }

    /// <summary>Says how many groups of a grouping were folded together before they came.</summary>
    public void Fold(IReadOnlyList<string> by, long folded)
    {
        if (_groupings.TryGetValue(string.Join('\n', by), out ReportGrouping? grouping))
        {
            grouping.Rest.Folded += folded;
        }
    }

    public void Add(ISummary summary)
    {
        IReadOnlyList<string> by = _summaries.GroupsOf(summary);
        IReadOnlyList<string?> parts = _summaries.PartsOf(summary);
        if (Shape.Lines(summary) is { } lines)
        {
            Lines.Merge(lines);
        }

        DateTimeOffset? time = summary.GetTime();
        Zone ??= time is null ? null : (int)time.Value.Offset.TotalMinutes;
        if (by.Count == 0)
        {
            AddTotal(summary);
            return;
        }

        int width = by.Where(s_times.ContainsKey).Select(static name => s_times[name]).DefaultIfEmpty().Min();
        long? minute = width == 0 || time is null ? null : Floor(time.Value, width);
        string[] names = [.. by.Where(static name => !s_times.ContainsKey(name))];
        if (names.Length == 0)
        {
            // Hours alone are the sums of all, by time.
            Total.Add(summary, minute, width);
            return;
        }

        string?[] values = [.. by.Zip(parts).Where(static pair => !s_times.ContainsKey(pair.First)).Select(static pair => pair.Second)];
        Grouping(names).Add(summary, values, minute, Math.Max(width, 1));
    }

    private void AddTotal(ISummary summary)
    {
        if (Shape.Round(summary) is var (started, latency))
        {
            long minute = Floor(started, 1);
            Total.Add(summary, minute, 1);
            if (latency is { Count: > 0 })
            {
                Latencies.Add(minute, latency);
            }

            return;
        }

        Total.Add(summary, null, 1);
        if (Shape.Latencies(summary) is { } latencies)
        {
            Latencies.Merge(latencies);
        }
    }

    private ReportGrouping Grouping(string[] by)
    {
        string name = string.Join('\n', by);
        if (!_groupings.TryGetValue(name, out ReportGrouping? grouping))
        {
            _groupings[name] = grouping = new ReportGrouping(_summaries, by);
        }

        return grouping;
    }

    /// <summary>Hours and days begin as the clocks of the log showed them.</summary>
    private static long Floor(DateTimeOffset time, int width)
    {
        long local = time.Ticks / TimeSpan.TicksPerMinute;
        return local - (local % width) - (long)time.Offset.TotalMinutes;
    }
}
