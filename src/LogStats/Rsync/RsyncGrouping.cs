namespace LogStats.Rsync;

/// <summary>One grouping of a result: days and hours in their order, everything else the heaviest first.</summary>
public sealed class RsyncGrouping
{
    private readonly List<(long Weight, RsyncSummary Row)> _rows = [];

    internal RsyncGrouping(RsyncGroupTable group, TimeZoneInfo zone)
    {
        By = group.By;
        Folded = group.Table.Folded;
        MostMissing = group.Table.Error;
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = RsyncGroupTable.Parts(group.Table.Key(index), By.Count);
            ref readonly RsyncSums sums = ref group.Table.Sums(index);
            string name = string.Join(", ", parts.Select(part => part ?? "(none)"));
            _rows.Add((sums.Weight, RsyncSummaries.Of(By, parts, name, in sums, zone, null)));
        }

        InTimeOrder = By.Count > 0 && By[0] is RsyncGroup.Day or RsyncGroup.Hour;
        _rows.Sort((left, right) =>
        {
            int order = InTimeOrder ? 0 : right.Weight.CompareTo(left.Weight);
            return order != 0 ? order : string.CompareOrdinal(left.Row.Name, right.Row.Name);
        });
        if (Folded > 0)
        {
            _rows.Add((0, RsyncSummaries.Of(By, [], "(other)", in group.Table.Rest, zone, null)));
        }

        Rows = [.. _rows.Select(row => row.Row)];
    }

    public IReadOnlyList<RsyncGroup> By { get; }

    public IReadOnlyList<RsyncSummary> Rows { get; }

    /// <summary>The heaviest groups, in the order in which all are listed.</summary>
    public IEnumerable<RsyncSummary> Top(int count)
    {
        HashSet<RsyncSummary> heaviest = [.. _rows.OrderByDescending(row => row.Weight).Take(count).Select(row => row.Row)];
        return Rows.Where(heaviest.Contains);
    }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; }

    /// <summary>The most weight (bytes and counts together) that a listed group can lack because of that.</summary>
    public long MostMissing { get; }
}
