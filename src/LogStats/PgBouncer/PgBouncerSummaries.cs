using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>Makes summaries of sums.</summary>
internal static class PgBouncerSummaries
{
    public static SummaryGrouping<PgBouncerSummary, PgBouncerGroup> Of(PgBouncerGroupTable group, MeasureFrame frame)
        => PgBouncerSummaryKind.Instance.Grouping(group.By, group.Table, frame.Origin, PgBouncerGroupTable.Parts,
            (parts, name, in sums, weight, key) => Of(group.By, parts, name, in sums, frame.Time, frame.Period, weight, key));

    public static PgBouncerSummary Of(
        IReadOnlyList<PgBouncerGroup> by, string?[] parts, string name, in PgBouncerSums sums, Func<long, DateTimeOffset?> time, long period,
        long weight, SummaryKey key, ScanCounts? lines = null, PgBouncerReport? report = null)
        => new()
        {
            GroupBy = by,
            Name = name,
            Day = SummaryGroup.Value(by, parts, PgBouncerGroup.Day),
            Hour = SummaryGroup.Value(by, parts, PgBouncerGroup.Hour),
            UserName = SummaryGroup.Value(by, parts, PgBouncerGroup.User),
            Database = SummaryGroup.Value(by, parts, PgBouncerGroup.Database),
            ClientAddress = SummaryGroup.Value(by, parts, PgBouncerGroup.Client),
            Network = SummaryGroup.Value(by, parts, PgBouncerGroup.Network),
            ServerAddress = SummaryGroup.Value(by, parts, PgBouncerGroup.Server),
            Type = SummaryGroup.Value(by, parts, PgBouncerGroup.Type),
            Reason = SummaryGroup.Value(by, parts, PgBouncerGroup.Reason),
            Events = sums.Events,
            Logins = sums.Logins,
            LoginsFailed = sums.LoginsFailed,
            FirstLogin = time(sums.FirstLoginTicks),
            LastLogin = time(sums.LastLoginTicks),
            Sessions = sums.Sessions,
            SessionTime = Span(sums.SessionSeconds),
            LongestSession = Span(sums.LongestSession),
            SessionsUnder1s = sums.Ages[0],
            SessionsUnder10s = sums.Ages[1],
            SessionsUnder1m = sums.Ages[2],
            SessionsUnder5m = sums.Ages[3],
            SessionsUnder15m = sums.Ages[4],
            SessionsUnder1h = sums.Ages[5],
            SessionsUnder4h = sums.Ages[6],
            SessionsUnder1d = sums.Ages[7],
            SessionsLonger = sums.Ages[8],
            ServerConnects = sums.ServerConnects,
            ServerCloses = sums.ServerCloses,
            ReservePool = sums.ReservePool,
            PoolerErrors = sums.PoolerErrors,
            Errors = sums.Errors,
            AdminCommands = sums.AdminCommands,
            StatsLines = sums.Periods,
            Xacts = Of(sums.Xacts, period),
            Queries = Of(sums.Queries, period),
            InBytes = Of(sums.InBytes, period),
            OutBytes = Of(sums.OutBytes, period),
            XactsPerSecond = Mean(sums.Xacts, sums.Periods),
            QueriesPerSecond = Mean(sums.Queries, sums.Periods),
            InBytesPerSecond = Mean(sums.InBytes, sums.Periods),
            OutBytesPerSecond = Mean(sums.OutBytes, sums.Periods),
            XactTime = Micros(sums.XactMicros, sums.Xacts),
            QueryTime = Micros(sums.QueryMicros, sums.Queries),
            WaitTime = Micros(sums.WaitMicros, sums.Xacts),
            MeanXactTime = Micros(sums.XactMicrosOfPeriods, sums.XactPeriods),
            MeanQueryTime = Micros(sums.QueryMicrosOfPeriods, sums.Periods),
            MeanWaitTime = Micros(sums.WaitMicrosOfPeriods, sums.XactPeriods),
            Ambiguous = sums.Ambiguous,
            First = time(sums.FirstTicks),
            Last = time(sums.LastTicks),
            Lines = lines,
            Report = report,
            Weight = weight,
            Parts = parts,
            Key = key,
            Sums = sums,
            Period = period,
        };
    private static long Of(long sum, long period) => sum > long.MaxValue / period ? long.MaxValue : sum * period;

    private static TimeSpan Span(long seconds) => TimeSpan.FromTicks(Math.Min(seconds, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond);

    private static long? Mean(long sum, long count) => count == 0 ? null : sum / count;

    /// <summary>To the tenth of a microsecond, which is all that a span holds.</summary>
    private static TimeSpan? Micros(Int128 sum, long count)
        => count == 0 ? null : TimeSpan.FromTicks((long)Int128.Min(
            Int128.Min(sum, Int128.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond / count, TimeSpan.MaxValue.Ticks));
}
