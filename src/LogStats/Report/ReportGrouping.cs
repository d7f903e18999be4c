using LogStats.Kinds;

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

    /// <summary>The group of these values; what was folded together has none.</summary>
    public ReportGroup GroupOf(IReadOnlyList<string?> parts)
    {
        if (parts.Count < By.Count)
        {
            return Rest;
        }

        string name = string.Join('\n', parts.Select(static part => part is null ? "-" : $"+{part}"));
        if (_groups.TryGetValue(name, out ReportGroup? group))
        {
            return group;
        }

        if (_groups.Count >= Most)
        {
            Rest.Folded++;
            return Rest;
        }

        return _groups[name] = new ReportGroup(kind, parts);
    }
}
