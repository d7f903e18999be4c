using LogStats.Report;

namespace LogStats.PgBouncer;

/// <summary>What a report shows of pgbouncer's logs.</summary>
internal static class PgBouncerReportShape
{
    public static ReportShape Shape { get; } = new()
    {
        Title = "pgbouncer",
        Measures =
        [
            new("Events", "Messages", "count", IsLight: true),
            new("Logins", "Logins", "count", IsLight: true),
            new("LoginsFailed", "Failed logins", "count", IsLight: true),
            new("Sessions", "Sessions", "count"),
            new("SessionTime", "Session time", "seconds"),
            new("PoolerErrors", "Pooler errors", "count", IsLight: true),
            new("Errors", "Other errors", "count"),
            new("ServerConnects", "Server connections", "count"),
            new("ServerCloses", "Server closes", "count"),
            new("Periods", "Periods", "count", IsHidden: true),
            new("Queries", "Queries per second, summed", "count", IsHidden: true),
            new("Xacts", "Transactions per second, summed", "count", IsHidden: true),
            new("InBytes", "Bytes in per second, summed", "bytes", IsHidden: true),
            new("OutBytes", "Bytes out per second, summed", "bytes", IsHidden: true),
            new("QueryMicros", "Query time", "micros", IsHidden: true),
            new("WaitMicros", "Wait time", "micros", IsHidden: true),
        ],
        Values = static (row, values) => PgBouncerSummaryState.SumsOf((PgBouncerSummary)row).Values(values),
        Ratios =
        [
            new("Queries/s", "count", "Queries", "Periods"),
            new("Transactions/s", "count", "Xacts", "Periods"),
            new("In/s", "bytes", "InBytes", "Periods"),
            new("Out/s", "bytes", "OutBytes", "Periods"),
            new("Query time", "micros", "QueryMicros", "Queries"),
            new("Wait time", "micros", "WaitMicros", "Xacts"),
            new("Mean session", "seconds", "SessionTime", "Sessions"),
        ],
        Extras =
        [
            new("LongestSession", "Longest session", "seconds", static row => (long)((PgBouncerSummary)row).LongestSession.TotalSeconds),
            new("SessionsUnder1s", "Under 1 s", "count", static row => ((PgBouncerSummary)row).SessionsUnder1s, "Session length"),
            new("SessionsUnder10s", "1 s to 10 s", "count", static row => ((PgBouncerSummary)row).SessionsUnder10s, "Session length"),
            new("SessionsUnder1m", "10 s to 1 min", "count", static row => ((PgBouncerSummary)row).SessionsUnder1m, "Session length"),
            new("SessionsUnder5m", "1 min to 5 min", "count", static row => ((PgBouncerSummary)row).SessionsUnder5m, "Session length"),
            new("SessionsUnder15m", "5 min to 15 min", "count", static row => ((PgBouncerSummary)row).SessionsUnder15m, "Session length"),
            new("SessionsUnder1h", "15 min to 1 h", "count", static row => ((PgBouncerSummary)row).SessionsUnder1h, "Session length"),
            new("SessionsUnder4h", "1 h to 4 h", "count", static row => ((PgBouncerSummary)row).SessionsUnder4h, "Session length"),
            new("SessionsUnder1d", "4 h to 1 d", "count", static row => ((PgBouncerSummary)row).SessionsUnder1d, "Session length"),
            new("SessionsLonger", "1 d or more", "count", static row => ((PgBouncerSummary)row).SessionsLonger, "Session length"),
        ],
        Charts =
        [
            new("Logins", "area", ["Logins", "LoginsFailed"]),
            new("Queries and transactions per second", "line", ["Queries/s", "Transactions/s"]),
            new("Query and wait time", "line", ["Query time", "Wait time"]),
            new("Bytes per second", "line", ["In/s", "Out/s"]),
            new("Errors", "area", ["PoolerErrors", "Errors"]),
            new("Sessions and connections", "area", ["Sessions", "ServerConnects", "ServerCloses"]),
        ],
        Tops =
        [
            new("Messages", ["Type"], IsMix: true),
            new("Pools", ["Database", "User"]),
            new("Databases", ["Database"]),
            new("Users", ["User"]),
            new("Clients", ["Client"]),
            new("Servers", ["Server"]),
            new("Reasons", ["Reason"]),
        ],
        Lines = static row => ((PgBouncerSummary)row).Lines,
        Round = static row => row is PgBouncerSummary { Report: { } report } ? (report.Started, null) : null,
    };
}
