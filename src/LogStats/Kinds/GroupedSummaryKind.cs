using LogStats.Sinks;

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

    protected abstract SummaryPlace<TGroup> PlaceOf(TSummary summary);
}
