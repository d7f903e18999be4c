using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Kinds;

/// <summary>
/// What families have in common whose summaries are of groups: stretches of time are shown in their order, everything else the
/// heaviest first, and what was folded together last.
/// </summary>
/// <param name="times">What to group by that is a stretch of time.</param>
internal abstract class GroupedSummaryKind<TSummary, TGroup>(params TGroup[] times) : SummaryKind
    where TSummary : class, ISummary
    where TGroup : struct, Enum
{
    /// <summary>Makes the summary of one group.</summary>
    public delegate TSummary Maker<TSums>(string?[] parts, string name, in TSums sums, long weight, SummaryKey key);

    public sealed override bool Has(ISummary summary) => summary is TSummary;

    public sealed override IReadOnlyList<string> GroupsOf(ISummary summary) => [.. PlaceOf((TSummary)summary).By.Select(static part => part.ToString())];

    public sealed override int Compare(ISummary left, ISummary right) => InOrder((TSummary)left, (TSummary)right);

    public sealed override bool IsInTimeOrder(IReadOnlyList<string> groups) => Enum.TryParse(groups[0], out TGroup first) && times.Contains(first);

    public bool IsInTimeOrder(IReadOnlyList<TGroup> by) => by.Count > 0 && times.Contains(by[0]);

    public int InOrder(TSummary left, TSummary right)
    {
        SummaryPlace<TGroup> one = PlaceOf(left);
        SummaryPlace<TGroup> other = PlaceOf(right);
        int order = one.IsRest.CompareTo(other.IsRest);
        order = order != 0 || IsInTimeOrder(one.By) ? order : other.Weight.CompareTo(one.Weight);
        return order != 0 ? order : string.CompareOrdinal(one.Name, other.Name);
    }

    /// <param name="by">What it is grouped by.</param>
    /// <param name="table">The sums.</param>
    /// <param name="origin">What all its summaries have in common.</param>
    /// <param name="parts">The values that a key of the table stands for, so many.</param>
    /// <param name="make">What makes a summary of sums.</param>
    public SummaryGrouping<TSummary, TGroup> Grouping<TSums>(
        TGroup[] by, GroupTable<TSums> table, SummaryOrigin origin, Func<ReadOnlySpan<byte>, int, string?[]> parts, Maker<TSums> make)
        where TSums : struct, ISums<TSums>
    {
        string[] names = [.. by.Select(static part => part.ToString())];
        List<TSummary> rows = new(table.Count + 1);
        for (int index = 0; index < table.Count; index++)
        {
            string?[] values = parts(table.Key(index), by.Length);
            ref readonly TSums sums = ref table.Sums(index);
            SummaryKey key = origin.Key(SummaryGroup.Of(names, values.Select(SummaryGroup.Part)));
            rows.Add(make(values, SummaryGroup.Name(values), in sums, sums.Weight, key));
        }

        return Grouping(by, table, rows, table.Folded == 0 ? null
            : make([], SummaryGroup.Other, in table.Rest, weight: 0, origin.Key(SummaryGroup.Rest(names))));
    }

    /// <param name="by">What it is grouped by.</param>
    /// <param name="table">The sums.</param>
    /// <param name="rows">The groups, in any order.</param>
    /// <param name="rest">What was folded together.</param>
    public SummaryGrouping<TSummary, TGroup> Grouping<TSums>(TGroup[] by, GroupTable<TSums> table, List<TSummary> rows, TSummary? rest)
        where TSums : struct, ISums<TSums>
    {
        rows.Sort(InOrder);
        if (rest is not null)
        {
            rows.Add(rest);
        }

        return new SummaryGrouping<TSummary, TGroup>(by, rows, summary => PlaceOf(summary).Weight)
        {
            InTimeOrder = IsInTimeOrder(by),
            Folded = table.Folded,
            MostMissing = table.Error,
        };
    }

    protected abstract SummaryPlace<TGroup> PlaceOf(TSummary summary);
}
