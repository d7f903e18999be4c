using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>One grouping of a result: days and hours in their order, everything else the most frequent first.</summary>
public sealed class PgBouncerGrouping
{
    internal PgBouncerGrouping(PgBouncerGroupTable group, MeasureFrame frame)
    {
        By = group.By;
        Folded = group.Table.Folded;
        MostMissing = group.Table.Error;
        string[] names = [.. By.Select(part => part.ToString())];
        List<PgBouncerSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = PgBouncerGroupTable.Parts(group.Table.Key(index), By.Count);
            ref readonly PgBouncerSums sums = ref group.Table.Sums(index);
            string name = string.Join(", ", parts.Select(part => part ?? "(none)"));
            SummaryKey key = frame.Origin.Key(SummaryGroup.Of(names, parts.Select(SummaryGroup.Part)));
            rows.Add(PgBouncerSummaries.Of(By, parts, name, in sums, frame.Time, frame.Period, sums.Weight, key));
        }

        InTimeOrder = PgBouncerSummaryKind.Instance.IsInTimeOrder(By);
        rows.Sort(PgBouncerSummaryKind.Instance.InOrder);
        if (Folded > 0)
        {
            rows.Add(PgBouncerSummaries.Of(
                By, [], "(other)", in group.Table.Rest, frame.Time, frame.Period, weight: 0, frame.Origin.Key(SummaryGroup.Rest(names))));
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
