using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>Stored summaries of access logs.</summary>
internal sealed class ElfSummaryKind : SummaryKind
{
    public static readonly ElfSummaryKind Instance = new();

    public override bool Has(ISummary summary) => summary is ElfSummary;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => ElfSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new ElfSummarySums();

    public override IReadOnlyList<string> GroupsOf(ISummary summary) => [.. ((ElfSummary)summary).GroupBy.Select(part => part.ToString())];

    public override int Compare(ISummary left, ISummary right) => InOrder((ElfSummary)left, (ElfSummary)right);

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => ElfKindMeasure.Shown([.. rows.Cast<ElfSummary>()], (ElfSummary)rows[0]);

    public override bool IsInTimeOrder(IReadOnlyList<string> groups)
        => groups[0] is nameof(ElfGroup.Day) or nameof(ElfGroup.Hour) or nameof(ElfGroup.Minute);

    /// <summary>Stretches of time in their order, everything else the heaviest first; what was folded together last.</summary>
    public static int InOrder(ElfSummary left, ElfSummary right)
    {
        bool byTime = left.GroupBy.Count > 0 && left.GroupBy[0] is ElfGroup.Day or ElfGroup.Hour or ElfGroup.Minute;
        int order = IsRest(left).CompareTo(IsRest(right));
        order = order != 0 || byTime ? order : right.Calls.CompareTo(left.Calls);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }

    private static bool IsRest(ElfSummary item) => item.Group.Count < item.GroupBy.Count;
}
