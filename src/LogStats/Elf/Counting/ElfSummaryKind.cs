using LogStats.Kinds;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>Stored summaries of access logs.</summary>
internal sealed class ElfSummaryKind() : GroupedSummaryKind<ElfSummary, ElfGroup>(ElfGroup.Day, ElfGroup.Hour, ElfGroup.Minute)
{
    public static readonly ElfSummaryKind Instance = new();

    public override ReportShape Report => ElfReportShape.Shape;

    public override IReadOnlyList<string?> PartsOf(ISummary summary) => ElfSummaryState.PartsOf((ElfSummary)summary);

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => ElfSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new ElfSummarySums();

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => ElfKindMeasure.Shown([.. rows.Cast<ElfSummary>()], (ElfSummary)rows[0]);

    protected override SummaryPlace<ElfGroup> PlaceOf(ElfSummary summary)
        => new(summary.GroupBy, summary.Group.Count, summary.Calls, summary.Name);
}
