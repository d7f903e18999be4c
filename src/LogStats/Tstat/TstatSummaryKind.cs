using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>Stored summaries of tstat logs.</summary>
internal sealed class TstatSummaryKind : SummaryKind
{
    public static readonly TstatSummaryKind Instance = new();

    public override bool Has(ISummary summary) => summary is TstatSummary;

    public override ISummary Read(ref StateReader state, int version, SummaryKey key) => TstatSummaryState.Read(ref state, version, key);

    public override ISummarySums NewSums() => new Sums();

    public override IReadOnlyList<string> GroupsOf(ISummary summary) => [.. ((TstatSummary)summary).GroupBy.Select(part => part.ToString())];

    public override int Compare(ISummary left, ISummary right) => InOrder((TstatSummary)left, (TstatSummary)right);

    public override IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows) => TstatKindMeasure.Shown([.. rows.Cast<TstatSummary>()]);

    public override bool IsInTimeOrder(IReadOnlyList<string> groups) => groups[0] is nameof(TstatGroup.Day) or nameof(TstatGroup.Hour);

    /// <summary>Days and hours in their order, everything else by bytes, the most first; what was folded together last.</summary>
    public static int InOrder(TstatSummary left, TstatSummary right)
    {
        bool byTime = left.GroupBy.Count > 0 && left.GroupBy[0] is TstatGroup.Day or TstatGroup.Hour;
        int order = IsRest(left).CompareTo(IsRest(right));
        order = order != 0 || byTime ? order : right.Weight.CompareTo(left.Weight);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }

    private static bool IsRest(TstatSummary item) => item.Parts.Length < item.GroupBy.Count;

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
