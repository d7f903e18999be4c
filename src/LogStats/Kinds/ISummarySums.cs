using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>Adds summaries of one group up. Leaves those that were added as they are.</summary>
internal interface ISummarySums
{
    void Add(ISummary summary);

    /// <param name="key">What the sum is called.</param>
    /// <param name="asTotal">Whether groups were added up to all there is.</param>
    ISummary Sum(SummaryKey key, bool asTotal);
}
