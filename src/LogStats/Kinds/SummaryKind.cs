using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Kinds;

/// <summary>What a family knows of its stored summaries: how one is read back, merged and shown.</summary>
internal abstract class SummaryKind
{
    public abstract bool Has(ISummary summary);

    /// <exception cref="InvalidDataException">It is damaged, or newer than this program.</exception>
    public abstract ISummary Read(ref StateReader state, int version, SummaryKey key);

    /// <summary>Sums that begin with nothing; all that is added is of one group and one question.</summary>
    public abstract ISummarySums NewSums();

    /// <summary>What it is grouped by, none for all.</summary>
    public abstract IReadOnlyList<string> GroupsOf(ISummary summary);

    /// <summary>The order within one grouping, in which a measurement shows them.</summary>
    public abstract int Compare(ISummary left, ISummary right);

    /// <summary>The columns worth showing in a table, by name.</summary>
    public abstract IReadOnlyList<string> Shown(IReadOnlyList<ISummary> rows);

    /// <summary>What a report shows of the family.</summary>
    public abstract Report.ReportShape Report { get; }

    /// <summary>The values that make its group, one for each name; none where groups were folded together.</summary>
    public abstract IReadOnlyList<string?> PartsOf(ISummary summary);

    public abstract bool IsInTimeOrder(IReadOnlyList<string> groups);
}
