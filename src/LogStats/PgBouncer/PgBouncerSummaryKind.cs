using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>Stored summaries of pgbouncer logs.</summary>
internal sealed class PgBouncerSummaryKind : SummaryKind
{
    public static readonly PgBouncerSummaryKind Instance = new();

    public override bool Has(ISummary summary) => summary is PgBouncerSummary;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => PgBouncerSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> GroupsOf(ISummary summary) => [.. ((PgBouncerSummary)summary).GroupBy.Select(part => part.ToString())];

    public override int Compare(ISummary left, ISummary right) => InOrder((PgBouncerSummary)left, (PgBouncerSummary)right);

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => PgBouncerKindMeasure.Shown([.. rows.Cast<PgBouncerSummary>()]);

    public override bool IsInTimeOrder(IReadOnlyList<string> groups) => groups[0] is nameof(PgBouncerGroup.Day) or nameof(PgBouncerGroup.Hour);

    /// <summary>Days and hours in their order, everything else the most frequent first; what was folded together last.</summary>
    public static int InOrder(PgBouncerSummary left, PgBouncerSummary right)
    {
        bool byTime = left.GroupBy.Count > 0 && left.GroupBy[0] is PgBouncerGroup.Day or PgBouncerGroup.Hour;
        int order = IsRest(left).CompareTo(IsRest(right));
        order = order != 0 || byTime ? order : right.Weight.CompareTo(left.Weight);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }

    private static bool IsRest(PgBouncerSummary item) => item.Parts.Length < item.GroupBy.Count;

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
