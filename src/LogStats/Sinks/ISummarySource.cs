namespace LogStats.Sinks;

/// <summary>Where summaries were stored: gives them back, one by one, in no order that anybody may rely on.</summary>
public interface ISummarySource : IAsyncDisposable
{
    /// <param name="table">The table; null for every one that holds summaries.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="Faults.LogStatsException">It cannot be read, or a row is damaged.</exception>
    IAsyncEnumerable<ISummary> ReadAsync(string? table, CancellationToken stop);
}
