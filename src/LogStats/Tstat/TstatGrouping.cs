using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>One grouping of a result: days and hours in their order, everything else by bytes, the most first.</summary>
public sealed class TstatGrouping
{
    internal TstatGrouping(TstatGroupTable group, Func<long, DateTimeOffset?> time, SummaryOrigin origin)
    {
        By = group.By;
        Folded = group.Table.Folded;
        MostMissing = group.Table.Error;
        string[] names = [.. By.Select(part => part.ToString())];
        List<TstatSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = TstatGroupTable.Parts(group.Table.Key(index), By.Count);
            ref readonly TstatSums sums = ref group.Table.Sums(index);
            string name = string.Join(", ", parts.Select(part => part ?? "(none)"));
            SummaryKey key = origin.Key(SummaryGroup.Of(names, parts.Select(SummaryGroup.Part)));
            rows.Add(TstatSummaries.Of(By, parts, name, in sums, time, sums.Weight, key));
        }

        InTimeOrder = TstatSummaryKind.Instance.IsInTimeOrder(By);
        rows.Sort(TstatSummaryKind.Instance.InOrder);
        if (Folded > 0)
        {
            rows.Add(TstatSummaries.Of(By, [], "(other)", in group.Table.Rest, time, weight: 0, origin.Key(SummaryGroup.Rest(names))));
        }

        Rows = rows;
    }

    public IReadOnlyList<TstatGroup> By { get; }

    public IReadOnlyList<TstatSummary> Rows { get; }

    /// <summary>The groups of the most bytes, in the order in which all are listed.</summary>
    public IEnumerable<TstatSummary> Top(int count)
    {
        HashSet<TstatSummary> heaviest = [.. Rows.OrderByDescending(row => row.Weight).Take(count)];
        return Rows.Where(heaviest.Contains);
    }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; }

    /// <summary>The most bytes that a listed group can lack because of that.</summary>
    public long MostMissing { get; }
}
