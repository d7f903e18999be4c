using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>The groups of one grouping, as many as a report keeps; all others are one, whose sums are exact.</summary>
internal sealed class ReportGrouping(SummaryKind kind, IReadOnlyList<string> by)
{
    /// <summary>Groups that are kept while summaries come; a report shows the heaviest of them.</summary>
    private const int Most = 200_000;

    private readonly Dictionary<string, ReportGroup> _groups = [];

    public IReadOnlyList<string> By { get; } = by;

    public IReadOnlyCollection<ReportGroup> Groups => _groups.Values;

    /// <summary>What was folded together; empty where nothing was.</summary>
    public ReportGroup Rest { get; } = new(kind, []);

    /// <param name="summary">A summary.</param>
    /// <param name="parts">The values of its group; none where groups were folded together.</param>
    /// <param name="minute">When it was, where it is of a stretch of time.</param>
    /// <param name="width">How long that is.</param>
    public void Add(ISummary summary, IReadOnlyList<string?> parts, long? minute, int width)
    {
        if (parts.Count < By.Count)
        {
            Rest.Add(summary, minute, width);
            return;
        }

        string name = string.Join('\n', parts.Select(static part => part is null ? "-" : $"+{part}"));
        if (!_groups.TryGetValue(name, out ReportGroup? group))
        {
            if (_groups.Count >= Most)
            {
                Rest.Add(summary, minute, width);
                Rest.Folded++;
                return;
            }

            _groups[name] = group = new ReportGroup(kind, parts);
        }

        group.Add(summary, minute, width);
    }
}
