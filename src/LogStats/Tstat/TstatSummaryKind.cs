using LogStats.Kinds;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>Stored summaries of tstat logs.</summary>
internal sealed class TstatSummaryKind() : GroupedSummaryKind<TstatSummary, TstatGroup>(TstatGroup.Day, TstatGroup.Hour)
{
    public static readonly TstatSummaryKind Instance = new();

    public override ReportShape Report => TstatReportShape.Shape;

    public override IReadOnlyList<string?> PartsOf(ISummary summary) => ((TstatSummary)summary).Parts;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => TstatSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => TstatKindMeasure.Shown([.. rows.Cast<TstatSummary>()]);

    protected override SummaryPlace<TstatGroup> PlaceOf(TstatSummary summary)
        => new(summary.GroupBy, summary.Parts.Length, summary.Weight, summary.Name);

    private sealed class Sums : ISummarySums
    {
        private TstatSums _sums;
        private TstatSummary? _any;
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        public void Add(ISummary summary)
        {
            TstatSummary item = (TstatSummary)summary;
            _any ??= item;
            TstatSums sums = TstatSummaryState.SumsOf(item);
            _sums.Add(in sums);
            _first = SummaryTimes.Earlier(_first, item.First);
            _last = SummaryTimes.Later(_last, item.Last);
        }

        public ISummary Sum(SummaryKey key, bool asTotal)
        {
            Func<long, DateTimeOffset?> time = SummaryTimes.Of(_first, _last);
            return asTotal
                ? TstatSummaryState.Of([], [], "all", in _sums, time, key)
                : TstatSummaryState.Of(_any!.GroupBy, _any.Parts, _any.Name, in _sums, time, key);
        }
    }
}
