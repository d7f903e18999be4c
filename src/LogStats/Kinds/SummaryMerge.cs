using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>
/// Merges summaries as they come: one for each question and group is kept, so memory follows the groups and not what was
/// stored. The order in which they come makes no difference.
/// </summary>
public sealed class SummaryMerge
{
    private readonly Dictionary<(LogKind Kind, long Question, string Group), Merged> _groups = [];

    public void Add(ISummary summary)
    {
        SummaryKey key = summary.GetKey();
        LogKind kind = StoredSummaries.KindOf(summary);
        if (!_groups.TryGetValue((kind, key.Question, key.Group), out Merged? merged))
        {
            _groups[(kind, key.Question, key.Group)] = merged = new Merged(kind.Summaries!);
        }

        merged.Add(summary, key);
    }

    /// <summary>The sums of all first, then grouping by grouping, each in the order in which a measurement shows it.</summary>
    public IReadOnlyList<ISummary> Finish()
    {
        List<ISummary> all = [];
        foreach (IGrouping<(LogKind Kind, long Question), KeyValuePair<(LogKind Kind, long Question, string Group), Merged>> asked
            in _groups.GroupBy(static group => (group.Key.Kind, group.Key.Question)))
        {
            SummaryKind kind = asked.Key.Kind.Summaries!;
            foreach (IGrouping<string, ISummary> by in asked.Select(static group => group.Value.Sum())
                .GroupBy(summary => string.Join(',', kind.GroupsOf(summary))).OrderBy(static by => by.Key, StringComparer.Ordinal))
            {
                List<ISummary> rows = [.. by];
                rows.Sort(kind.Compare);
                all.AddRange(rows);
            }
        }

        return all;
    }

    private sealed class Merged(SummaryKind kind)
    {
        private readonly ISummarySums _sums = kind.NewSums();
        private readonly SourceMix.Merge _sources = new();
        private SummaryKey _first;
        private ISummary? _single;
        private long _lines;

        public void Add(ISummary summary, SummaryKey key)
        {
            (_single, _first) = _sources.Count == 0 ? (summary, key) : (null, _first);
            _lines = long.MaxValue - key.Lines < _lines ? long.MaxValue : _lines + key.Lines;
            _sources.Add(key);
            _sums.Add(summary);
        }

        /// <summary>What was never merged stays what it is.</summary>
        public ISummary Sum() => _single ?? _sums.Sum(_first with { Source = _sources.Source, Window = "", Lines = _lines }, asTotal: false);
    }
}
