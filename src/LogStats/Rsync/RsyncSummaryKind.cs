using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>Stored summaries of rsync logs.</summary>
internal sealed class RsyncSummaryKind : SummaryKind
{
    public static readonly RsyncSummaryKind Instance = new();

    public override bool Has(ISummary summary) => summary is RsyncSummary;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => RsyncSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> GroupsOf(ISummary summary) => [.. ((RsyncSummary)summary).GroupBy.Select(part => part.ToString())];

    public override int Compare(ISummary left, ISummary right) => InOrder((RsyncSummary)left, (RsyncSummary)right);

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => RsyncKindMeasure.Shown([.. rows.Cast<RsyncSummary>()]);

    public override bool IsInTimeOrder(IReadOnlyList<string> groups) => groups[0] is nameof(RsyncGroup.Day) or nameof(RsyncGroup.Hour);

    /// <summary>Days and hours in their order, everything else the heaviest first; what was folded together last.</summary>
    public static int InOrder(RsyncSummary left, RsyncSummary right)
    {
        bool byTime = left.GroupBy.Count > 0 && left.GroupBy[0] is RsyncGroup.Day or RsyncGroup.Hour;
        int order = IsRest(left).CompareTo(IsRest(right));
        order = order != 0 || byTime ? order : right.Weight.CompareTo(left.Weight);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }

    private static bool IsRest(RsyncSummary item) => item.Parts.Length < item.GroupBy.Count;

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
