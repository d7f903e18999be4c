namespace LogStats.Sinks;

/// <summary>One grouping of a result: stretches of time in their order, everything else the heaviest first.</summary>
public sealed class SummaryGrouping<TSummary, TGroup>
    where TSummary : class, ISummary
    where TGroup : struct, Enum
{
    private readonly Func<TSummary, long> _weight;

    internal SummaryGrouping(IReadOnlyList<TGroup> by, IReadOnlyList<TSummary> rows, Func<TSummary, long> weight) => (By, Rows, _weight) = (by, rows, weight);

    public IReadOnlyList<TGroup> By { get; }

    public IReadOnlyList<TSummary> Rows { get; }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; internal init; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; internal init; }

    /// <summary>The most weight, by which the heaviest groups are known, that a listed group can lack because of that.</summary>
    public long MostMissing { get; internal init; }

    /// <summary>The heaviest groups, in the order in which all are listed.</summary>
    public IEnumerable<TSummary> Top(int count)
    {
        HashSet<TSummary> heaviest = [.. Rows.OrderByDescending(_weight).Take(count)];
        return Rows.Where(heaviest.Contains);
    }
}
