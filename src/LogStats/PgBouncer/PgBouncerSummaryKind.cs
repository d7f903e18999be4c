using LogStats.Kinds;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>Stored summaries of pgbouncer logs.</summary>
internal sealed class PgBouncerSummaryKind() : GroupedSummaryKind<PgBouncerSummary, PgBouncerGroup>(PgBouncerGroup.Day, PgBouncerGroup.Hour)
{
    public static readonly PgBouncerSummaryKind Instance = new();

    public override ReportShape Report => PgBouncerReportShape.Shape;

    public override IReadOnlyList<string?> PartsOf(ISummary summary) => ((PgBouncerSummary)summary).Parts;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => PgBouncerSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => PgBouncerKindMeasure.Shown([.. rows.Cast<PgBouncerSummary>()]);

    protected override SummaryPlace<PgBouncerGroup> PlaceOf(PgBouncerSummary summary)
        => new(summary.GroupBy, summary.Parts.Length, summary.Weight, summary.Name);

    private sealed class Sums : ISummarySums
    {
        private PgBouncerSums _sums;
        private PgBouncerSummary? _any;
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;
        private DateTimeOffset? _firstLogin;
        private DateTimeOffset? _lastLogin;

        public void Add(ISummary summary)
        {
            PgBouncerSummary item = (PgBouncerSummary)summary;
            _any ??= item;
            PgBouncerSums sums = PgBouncerSummaryState.SumsOf(item).In(item.Period, _any.Period);
            _sums.Add(in sums);
            _first = SummaryTimes.Earlier(_first, item.First);
            _last = SummaryTimes.Later(_last, item.Last);
            _firstLogin = SummaryTimes.Earlier(_firstLogin, item.FirstLogin);
            _lastLogin = SummaryTimes.Later(_lastLogin, item.LastLogin);
        }

        public ISummary Sum(SummaryKey key, bool asTotal)
        {
            Func<long, DateTimeOffset?> time = SummaryTimes.Of(_first, _last, _firstLogin, _lastLogin);
            return asTotal
                ? PgBouncerSummaryState.Of([], [], "all", in _sums, time, _any!.Period, key)
                : PgBouncerSummaryState.Of(_any!.GroupBy, _any.Parts, _any.Name, in _sums, time, _any.Period, key);
        }
    }
}
