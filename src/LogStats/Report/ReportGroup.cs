using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>One group of a report, from as many summaries as came of it.</summary>
/// <param name="kind">What the family knows of its summaries.</param>
/// <param name="parts">The values that make the group; none for all, and for what was folded together.</param>
internal sealed class ReportGroup(SummaryKind kind, IReadOnlyList<string?> parts)
{
    private ISummarySums? _sums;
    private ISummary? _single;
    private SummaryKey _key;

    public IReadOnlyList<string?> Parts { get; } = parts;

    /// <summary>What is known by time; null where nothing is.</summary>
    public TimeCells? Cells { get; private set; }

    /// <summary>How many groups were folded into it.</summary>
    public long Folded { get; set; }

    /// <summary>The sum of all that came.</summary>
    public ISummary Summary => _single ?? _sums!.Sum(_key with { Source = null }, asTotal: false);

    public bool IsEmpty => _single is null && _sums is null;

    public void Add(ISummary summary)
    {
        if (IsEmpty)
        {
            (_single, _key) = (summary, summary.GetKey());
            return;
        }

        if (_sums is null)
        {
            _sums = kind.NewSums();
            _sums.Add(_single!);
            _single = null;
        }

        _sums.Add(summary);
    }

    /// <summary>Adds what a summary knows by time.</summary>
    public void Add(TimeCells cells) => (Cells ??= new TimeCells(cells.Measures)).Merge(cells);

    /// <summary>Adds a summary of a stretch of time.</summary>
    public void Add(ISummary summary, long minute, int width)
    {
        Span<long> values = stackalloc long[kind.Report.Measures.Count];
        kind.Report.Values(summary, values);
        Cells ??= new TimeCells(values.Length);
        Cells.Widen(width);
        _ = Cells.Add(minute, values);
    }
}
