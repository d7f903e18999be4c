namespace LogStats.PgBouncer;

/// <summary>One grouping of a result: days and hours in their order, everything else the most frequent first.</summary>
public sealed class PgBouncerGrouping
{
    internal PgBouncerGrouping(PgBouncerGroupTable group, MeasureFrame frame)
    {
        By = group.By;
        Folded = group.Table.Folded;
        MostMissing = group.Table.Error;
        List<PgBouncerSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = PgBouncerGroupTable.Parts(group.Table.Key(index), By.Count);
            ref readonly PgBouncerSums sums = ref group.Table.Sums(index);
            string name = string.Join(", ", parts.Select(part => part ?? "(none)"));
            rows.Add(PgBouncerSummaries.Of(By, parts, name, in sums, frame, sums.Weight));
        }

        InTimeOrder = By.Count > 0 && By[0] is PgBouncerGroup.Day or PgBouncerGroup.Hour;
        rows.Sort((left, right) =>
        {
            int order = InTimeOrder ? 0 : right.Weight.CompareTo(left.Weight);
            return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
        });
        if (Folded > 0)
        {
            rows.Add(PgBouncerSummaries.Of(By, [], "(other)", in group.Table.Rest, frame, weight: 0));
        }

        Rows = rows;
    }

    public IReadOnlyList<PgBouncerGroup> By { get; }

    public IReadOnlyList<PgBouncerSummary> Rows { get; }

    /// <summary>The most frequent groups, in the order in which all are listed.</summary>
    public IEnumerable<PgBouncerSummary> Top(int count)
    {
        HashSet<PgBouncerSummary> heaviest = [.. Rows.OrderByDescending(row => row.Weight).Take(count)];
        return Rows.Where(heaviest.Contains);
    }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; }

    /// <summary>The most messages that a listed group can lack because of that.</summary>
    public long MostMissing { get; }
}
