namespace LogStats;

/// <summary>What a watch over pgbouncer reports of a stretch of time, such as a day.</summary>
/// <param name="Started">Its first moment: the report before it, or the begin of the watch.</param>
/// <param name="Ended">The first moment behind it.</param>
/// <param name="Source">The logs that are watched.</param>
/// <param name="Accounts">Who logged in, by user, the first one first.</param>
/// <param name="Clients">The same by user and client.</param>
public sealed record PgBouncerReport(
    DateTimeOffset Started,
    DateTimeOffset Ended,
    string Source,
    IReadOnlyList<PgBouncerSummary> Accounts,
    IReadOnlyList<PgBouncerSummary> Clients)
{
    /// <summary>How long a query took, where each period counts, to more digits than a span has.</summary>
    internal double? QuerySeconds { get; init; }
}
