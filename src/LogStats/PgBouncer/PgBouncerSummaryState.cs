using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>
/// A summary as bytes, some ninety of them. It holds sums and no averages, so that each line of statistics, or each query,
/// counts as much in a merged one as in one of the whole log. A report keeps its stretch of time, but not who logged in.
/// </summary>
internal static class PgBouncerSummaryState
{
    private const int Version = 1;

    private const long LongestPeriod = 86_400;

    public static string Of(PgBouncerSummary item) => SummaryState.Seal("pgbouncer", Version, item.Key.Question, state =>
    {
        state.Number((long)(item.Report is null ? 0 : Holds.Report));
        state.Text(item.Name);
        SummaryParts.Write(state, [.. item.GroupBy.Select(part => part.ToString())], item.Parts);
        state.Time(item.First);
        state.Time(item.Last);
        state.Time(item.FirstLogin);
        state.Time(item.LastLogin);
        state.Number(item.Period);
        SumsOf(item).Write(state);
        if (item.Report is { } report)
        {
            state.Time(report.Started);
            state.Time(report.Ended);
            state.Text(report.Source);
        }
    });

    public static PgBouncerSummary Read(ref StateReader state, int version, SummaryKey key)
    {
        if (version != Version)
        {
            throw SummaryState.Newer();
        }

        Holds holds = (Holds)state.Count();
        if ((holds & ~Holds.Report) != 0)
        {
            throw SummaryState.Newer();
        }

        string name = state.Text() ?? "";
        PgBouncerGroup[] by = SummaryParts.Read<PgBouncerGroup>(ref state, out string?[] parts);
        (DateTimeOffset? first, DateTimeOffset? last) = (state.Time(), state.Time());
        (DateTimeOffset? firstLogin, DateTimeOffset? lastLogin) = (state.Time(), state.Time());
        long period = state.Count();
        if (period is < 1 or > LongestPeriod)
        {
            throw StateReader.Wrong("a period of statistics is none");
        }

        PgBouncerSums sums = PgBouncerSums.Read(ref state);
        SetTimes(ref sums, first, last, firstLogin, lastLogin);
        PgBouncerReport? report = (holds & Holds.Report) != 0 ? Report(ref state, sums.MeanQuerySeconds) : null;
        return Of(by, parts, name, in sums, SummaryTimes.Of(first, last, firstLogin, lastLogin), period, key, report);
    }

    /// <summary>The sums that a summary was made of.</summary>
    public static PgBouncerSums SumsOf(PgBouncerSummary item)
    {
        PgBouncerSums sums = item.Sums ?? PgBouncerSums.Of(item);
        SetTimes(ref sums, item.First, item.Last, item.FirstLogin, item.LastLogin);
        return sums;
    }

    public static PgBouncerSummary Of(
        IReadOnlyList<PgBouncerGroup> by, string?[] parts, string name, in PgBouncerSums sums, Func<long, DateTimeOffset?> time, long period,
        SummaryKey key, PgBouncerReport? report = null)
        => PgBouncerSummaries.Of(by, parts, name, in sums, time, period, parts.Length < by.Count ? 0 : sums.Weight, key, null, report);

    private static void SetTimes(
        ref PgBouncerSums sums, DateTimeOffset? first, DateTimeOffset? last, DateTimeOffset? firstLogin, DateTimeOffset? lastLogin)
    {
        (sums.FirstTicks, sums.LastTicks) = (first?.UtcTicks ?? 0, last?.UtcTicks ?? 0);
        (sums.FirstLoginTicks, sums.LastLoginTicks) = (firstLogin?.UtcTicks ?? 0, lastLogin?.UtcTicks ?? 0);
    }

    private static PgBouncerReport Report(ref StateReader state, double? seconds)
    {
        DateTimeOffset started = state.Time() ?? throw StateReader.Wrong("a report has no start");
        DateTimeOffset ended = state.Time() ?? throw StateReader.Wrong("a report has no end");
        return new PgBouncerReport(started, ended, state.Text() ?? "", [], []) { QuerySeconds = seconds };
    }

    /// <summary>What follows the sums. A further one is what an older program cannot read.</summary>
    [Flags]
    private enum Holds : long
    {
        Report = 1,
    }
}
