using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>One grouping of a result: days and hours in their order, everything else the heaviest first.</summary>
public sealed class RsyncGrouping
{
    internal RsyncGrouping(RsyncGroupTable group, Func<long, DateTimeOffset?> time, SummaryOrigin origin)
    {
        By = group.By;
        Folded = group.Table.Folded;
        MostMissing = group.Table.Error;
        string[] names = [.. By.Select(part => part.ToString())];
        List<RsyncSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = RsyncGroupTable.Parts(group.Table.Key(index), By.Count);
            ref readonly RsyncSums sums = ref group.Table.Sums(index);
            string name = string.Join(", ", parts.Select(part => part ?? "(none)"));
            SummaryKey key = origin.Key(SummaryGroup.Of(names, parts.Select(SummaryGroup.Part)));
            rows.Add(RsyncSummaries.Of(By, parts, name, in sums, time, sums.Weight, key));
        }

        InTimeOrder = RsyncSummaryKind.Instance.IsInTimeOrder(By);
        rows.Sort(RsyncSummaryKind.Instance.InOrder);
        if (Folded > 0)
        {
            rows.Add(RsyncSummaries.Of(By, [], "(other)", in group.Table.Rest, time, weight: 0, origin.Key(SummaryGroup.Rest(names))));
        }

        Rows = rows;
    }

    public IReadOnlyList<RsyncGroup> By { get; }

    public IReadOnlyList<RsyncSummary> Rows { get; }

    /// <summary>The heaviest groups, in the order in which all are listed.</summary>
    public IEnumerable<RsyncSummary> Top(int count)
    {
        HashSet<RsyncSummary> heaviest = [.. Rows.OrderByDescending(row => row.Weight).Take(count)];
        return Rows.Where(heaviest.Contains);
    }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; }

    /// <summary>The most weight (bytes and counts together) that a listed group can lack because of that.</summary>
    public long MostMissing { get; }
}
