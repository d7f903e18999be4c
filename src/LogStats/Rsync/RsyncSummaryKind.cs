using LogStats.Kinds;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>Stored summaries of rsync logs.</summary>
internal sealed class RsyncSummaryKind() : GroupedSummaryKind<RsyncSummary, RsyncGroup>(RsyncGroup.Day, RsyncGroup.Hour)
{
    public static readonly RsyncSummaryKind Instance = new();

    public override ReportShape Report => RsyncReportShape.Shape;

    public override IReadOnlyList<string?> PartsOf(ISummary summary) => ((RsyncSummary)summary).Parts;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => RsyncSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => RsyncKindMeasure.Shown([.. rows.Cast<RsyncSummary>()]);

    protected override SummaryPlace<RsyncGroup> PlaceOf(RsyncSummary summary)
        => new(summary.GroupBy, summary.Parts.Length, summary.Weight, summary.Name);

    private sealed class Sums : ISummarySums
    {
        private RsyncSums _sums;
        private RsyncSummary? _any;
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        public void Add(ISummary summary)
        {
            RsyncSummary item = (RsyncSummary)summary;
            _any ??= item;
            RsyncSums sums = RsyncSummaryState.SumsOf(item);
            _sums.Add(in sums);
            _first = SummaryTimes.Earlier(_first, item.First);
            _last = SummaryTimes.Later(_last, item.Last);
        }

        public ISummary Sum(SummaryKey key, bool asTotal) => asTotal
            ? RsyncSummaryState.Of([], [], "all", in _sums, _first, _last, key)
            : RsyncSummaryState.Of(_any!.GroupBy, _any.Parts, _any.Name, in _sums, _first, _last, key);
    }
}
