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

    /// <summary>
    /// Of which summaries sums and times are taken, by logs and grouping: of all the time, or of stretches of so many minutes.
    /// The same by hours and by days would count twice; what comes first is taken.
    /// </summary>
    private readonly Dictionary<(long? Source, string By, bool IsTime), int> _taken = [];

    public string Name => kind.Name;

    public ReportShape Shape => _summaries.Report;

    public ScanCounts Lines { get; } = new();

    /// <summary>The sums of all; empty where none came.</summary>
    public ReportGroup Total { get; } = new(kind.Summaries!, []);

    public LatenciesByTime Latencies { get; } = new();

    public IEnumerable<ReportGrouping> Groupings => _groupings.Values.Where(static grouping => grouping.Groups.Count > 0 || !grouping.Rest.IsEmpty);

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
        DateTimeOffset? time = summary.GetTime();
        Zone ??= time is null ? null : (int)time.Value.Offset.TotalMinutes;
        if (Shape.Lines(summary) is { } lines)
        {
            Lines.Merge(lines);
        }

        if (Shape.Round(summary) is var (started, latency))
        {
            AddRound(summary, started, latency);
            return;
        }

        int width = by.Where(s_times.ContainsKey).Select(static name => s_times[name]).DefaultIfEmpty().Min();
        string[] names = [.. by.Where(static name => !s_times.ContainsKey(name))];
        string?[] values = parts.Count < by.Count ? []
            : [.. by.Zip(parts).Where(static pair => !s_times.ContainsKey(pair.First)).Select(static pair => pair.Second)];
        ReportGroup group = names.Length == 0 ? Total : Grouping(names).GroupOf(values);
        if (Takes(summary, names, isTime: false, width))
        {
            group.Add(summary);
        }

        if (width == 0 && summary.GetCells() is { } cells && Takes(summary, names, isTime: true, width))
        {
            group.Add(cells);
        }
        else if (width > 0 && time is { } known && Takes(summary, names, isTime: true, width))
        {
            group.Add(summary, Floor(known, width), width);
        }

        if (Shape.Latencies(summary) is { } latencies)
        {
            Latencies.Merge(latencies);
        }
    }

    private void AddRound(ISummary summary, DateTimeOffset started, LatencyHistogram? latency)
    {
        long minute = Floor(started, 1);
        Total.Add(summary);
        Total.Add(summary, minute, 1);
        if (latency is { Count: > 0 })
        {
            Latencies.Add(minute, latency);
        }
    }

    private bool Takes(ISummary summary, string[] names, bool isTime, int width)
    {
        (long?, string, bool) key = (summary.GetKey().Source, string.Join('\n', names), isTime);
        return _taken.TryAdd(key, width) || _taken[key] == width;
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
