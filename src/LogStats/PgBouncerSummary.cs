using LogStats.PgBouncer;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats;

/// <summary>The statistics of one group of a pgbouncer log, or of all of it.</summary>
public sealed class PgBouncerSummary : ISummary
{
    /// <summary>What it was grouped by, none for all.</summary>
    public IReadOnlyList<PgBouncerGroup> GroupBy { get; init; } = [];

    /// <summary>The group's name; "(none)" where the log has no value, "(other)" for what was folded together.</summary>
    public string Name { get; init; } = "";

    public string? Day { get; init; }

    public string? Hour { get; init; }

    public string? UserName { get; init; }

    public string? Database { get; init; }

    public string? ClientAddress { get; init; }

    public string? Network { get; init; }

    /// <summary>With its port.</summary>
    public string? ServerAddress { get; init; }

    public string? Type { get; init; }

    /// <summary>Without what differs from case to case.</summary>
    public string? Reason { get; init; }

    /// <summary>All messages.</summary>
    public long Events { get; init; }

    /// <summary>Logins as pgbouncer logs them: before it looks at the password.</summary>
    public long Logins { get; init; }

    /// <summary>Clients that did not get in, each counted once, however often the log says so.</summary>
    public long LoginsFailed { get; init; }

    public DateTimeOffset? FirstLogin { get; init; }

    public DateTimeOffset? LastLogin { get; init; }

    /// <summary>Connections of clients that had got in and have ended.</summary>
    public long Sessions { get; init; }

    /// <summary>How long those lasted together.</summary>
    public TimeSpan SessionTime { get; init; }

    public TimeSpan LongestSession { get; init; }

    /// <summary>Sessions that lasted less than a second.</summary>
    public long SessionsUnder1s { get; init; }

    /// <summary>From 1 second to less than 10, and so on.</summary>
    public long SessionsUnder10s { get; init; }

    public long SessionsUnder1m { get; init; }

    public long SessionsUnder5m { get; init; }

    public long SessionsUnder15m { get; init; }

    public long SessionsUnder1h { get; init; }

    public long SessionsUnder4h { get; init; }

    public long SessionsUnder1d { get; init; }

    /// <summary>A day or more.</summary>
    public long SessionsLonger { get; init; }

    /// <summary>New connections to servers.</summary>
    public long ServerConnects { get; init; }

    /// <summary>Connections to servers that ended.</summary>
    public long ServerCloses { get; init; }

    /// <summary>Connections taken from the reserve.</summary>
    public long ReservePool { get; init; }

    /// <summary>What clients were told of what went wrong.</summary>
    public long PoolerErrors { get; init; }

    /// <summary>Other warnings and errors.</summary>
    public long Errors { get; init; }

    public long AdminCommands { get; init; }

    /// <summary>Periods of statistics.</summary>
    public long StatsLines { get; init; }

    /// <summary>Transactions of all periods: what a line tells for each second, times the length of a period.</summary>
    public long Xacts { get; init; }

    public long Queries { get; init; }

    /// <summary>Bytes from clients.</summary>
    public long InBytes { get; init; }

    /// <summary>Bytes to clients.</summary>
    public long OutBytes { get; init; }

    /// <summary>The average of the periods, cut to whole numbers as the program that this replaces does.</summary>
    public long? XactsPerSecond { get; init; }

    public long? QueriesPerSecond { get; init; }

    public long? InBytesPerSecond { get; init; }

    public long? OutBytesPerSecond { get; init; }

    /// <summary>How long a transaction took: each transaction counts.</summary>
    public TimeSpan? XactTime { get; init; }

    /// <summary>How long a query took: each query counts.</summary>
    public TimeSpan? QueryTime { get; init; }

    /// <summary>How long clients waited: each transaction counts.</summary>
    public TimeSpan? WaitTime { get; init; }

    /// <summary>The same where each period counts, however much was done in it.</summary>
    public TimeSpan? MeanXactTime { get; init; }

    /// <summary>The same where each period counts, as in the program that this replaces.</summary>
    public TimeSpan? MeanQueryTime { get; init; }

    /// <summary>The same where each period counts.</summary>
    public TimeSpan? MeanWaitTime { get; init; }

    /// <summary>Messages in which a name that a client chose hides what is pgbouncer's.</summary>
    public long Ambiguous { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>The account of the lines that were read; only on the summary of all.</summary>
    public ScanCounts? Lines { get; init; }

    /// <summary>Of what stretch of time it reports, and who logged in; null where it is no report of a watch.</summary>
    public PgBouncerReport? Report { get; init; }

    /// <summary>What it counts for among others: how they are ordered.</summary>
    internal long Weight { get; init; }

    /// <summary>The values that make the group, one for each of <see cref="GroupBy"/>; none for what was folded together.</summary>
    internal string?[] Parts { get; init; } = [];

    internal SummaryKey Key { get; init; } = SummaryKey.None;

    /// <summary>What it was made of; null where somebody made it by hand.</summary>
    internal PgBouncerSums? Sums { get; init; }

    /// <summary>How many seconds a period of statistics has.</summary>
    internal long Period { get; init; } = 1;

    /// <summary>Stands for the logs that it is of and for what was asked of them; null where nothing names them.</summary>
    public long? Source => Key.Source;

    /// <summary>The stretch of time that was asked for, as an ISO 8601 interval; empty for all there is.</summary>
    public string Window => Key.Window;

    RowMap IRow.GetRowMap() => Report is null ? PgBouncerSummaryRows.Map : PgBouncer.Watching.PgBouncerReportRows.Map;

    SummaryKey ISummary.GetKey() => Key;

    string ISummary.GetState() => PgBouncerSummaryState.Of(this);

    Tally.TimeCells? ISummary.GetCells() => Sums?.Cells;

    DateTimeOffset? ISummary.GetTime() => Report?.Started ?? First;

    /// <summary>
    /// One summary for each question and group, whatever logs and stretches of time they are of. The sums of all come first.
    /// </summary>
    public static IReadOnlyList<PgBouncerSummary> Merge(IEnumerable<PgBouncerSummary> summaries)
        => [.. Kinds.StoredSummaries.Merge(summaries).Cast<PgBouncerSummary>()];

    public override string ToString() => $"{Name}: {Logins} logins, {LoginsFailed} failed, {Queries} queries";
}
