using LogStats.Elf.Counting;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>One grouping of a result: stretches of time in their order, everything else the heaviest first.</summary>
public sealed class ElfGrouping
{
    internal ElfGrouping(ElfGroupTable group, ElfSummaries summaries, SummaryOrigin origin)
    {
        By = group.By;
        Folded = group.Table.Folded;
        List<ElfSummary> rows = new(group.Table.Count + 1);
        for (int index = 0; index < group.Table.Count; index++)
        {
            string?[] parts = ElfGroupTable.Parts(group.Table.Key(index), By);
            rows.Add(summaries.Of(By, parts, string.Join(", ", parts.Select(part => part ?? "(none)")), group.Table.Sums(index).Counts!,
                origin.Key(ElfGroupTable.Text(group.Table.Key(index), By)),
                By is [ElfGroup.Request] ? ElfGroupTable.RequestNames(group.Table.Key(index)) : null));
        }

        InTimeOrder = ElfSummaryKind.Instance.IsInTimeOrder(By);
        rows.Sort(ElfSummaryKind.Instance.InOrder);
        if (group.Table.Rest.Counts is { } rest)
        {
            rows.Add(summaries.Of(By, [], "(other)", rest, origin.Key(SummaryGroup.Rest(By.Select(part => part.ToString()))), By is [ElfGroup.Request] ? ("", "other") : null));
        }

        Rows = rows;
    }

    public IReadOnlyList<ElfGroup> By { get; }

    public IReadOnlyList<ElfSummary> Rows { get; }

    /// <summary>The newest group stands last.</summary>
    public bool InTimeOrder { get; }

    /// <summary>How many groups were folded into "(other)" because there were more than can be kept; 0: all is exact.</summary>
    public long Folded { get; }

    /// <summary>The heaviest groups, in the order in which all are listed.</summary>
    public IEnumerable<ElfSummary> Top(int count)
    {
        HashSet<ElfSummary> heaviest = [.. Rows.OrderByDescending(row => row.Calls).Take(count)];
        return Rows.Where(heaviest.Contains);
    }
}
