using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>The groups of one grouping.</summary>
/// <param name="By">What it is grouped by.</param>
/// <param name="Rows">Its groups, in the order in which to show them. Their first column is the group's name.</param>
/// <param name="Shown">The columns worth showing in a table, by name.</param>
/// <param name="Folded">How many groups were folded into the last row; 0 where all are listed exactly.</param>
public sealed record ReportTable(
    IReadOnlyList<string> By, IReadOnlyList<IRow> Rows, IReadOnlyList<string> Shown, long Folded)
{
    /// <summary>The newest group stands last; otherwise the heaviest stands first.</summary>
    public bool InTimeOrder { get; init; }

    internal static ReportTable Of<TSummary, TGroup>(SummaryGrouping<TSummary, TGroup> grouping, IReadOnlyList<string> shown)
        where TSummary : class, ISummary
        where TGroup : struct, Enum
        => new([.. grouping.By.Select(static part => part.ToString())], grouping.Rows, shown, grouping.Folded) { InTimeOrder = grouping.InTimeOrder };
}
