using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>The columns of <see cref="PgBouncerSummary"/>.</summary>
internal sealed class PgBouncerSummaryRows() : RowMap("pgbouncer_summary",
[
    new("Name", RowType.Text),
    new("Day", RowType.Text),
    new("Hour", RowType.Text),
    new("UserName", RowType.Text),
    new("Database", RowType.Text),
    new("ClientAddress", RowType.Text),
    new("Network", RowType.Text),
    new("ServerAddress", RowType.Text),
    new("Type", RowType.Text, HasFewValues: true),
    new("Reason", RowType.Text),
    new("Events", RowType.Integer),
    new("Logins", RowType.Integer),
    new("LoginsFailed", RowType.Integer),
    new("FirstLogin", RowType.Time),
    new("LastLogin", RowType.Time),
    new("Sessions", RowType.Integer),
    new("SessionTime", RowType.Seconds),
    new("LongestSession", RowType.Seconds),
    new("SessionsUnder1s", RowType.Integer),
    new("SessionsUnder10s", RowType.Integer),
    new("SessionsUnder1m", RowType.Integer),
    new("SessionsUnder5m", RowType.Integer),
    new("SessionsUnder15m", RowType.Integer),
    new("SessionsUnder1h", RowType.Integer),
    new("SessionsUnder4h", RowType.Integer),
    new("SessionsUnder1d", RowType.Integer),
    new("SessionsLonger", RowType.Integer),
    new("ServerConnects", RowType.Integer),
    new("ServerCloses", RowType.Integer),
    new("ReservePool", RowType.Integer),
    new("PoolerErrors", RowType.Integer),
    new("Errors", RowType.Integer),
    new("AdminCommands", RowType.Integer),
    new("StatsLines", RowType.Integer),
    new("Xacts", RowType.Integer),
    new("Queries", RowType.Integer),
    new("InBytes", RowType.Bytes),
    new("OutBytes", RowType.Bytes),
    new("XactsPerSecond", RowType.Integer),
    new("QueriesPerSecond", RowType.Integer),
    new("InBytesPerSecond", RowType.Bytes),
    new("OutBytesPerSecond", RowType.Bytes),
    new("XactTime", RowType.Latency),
    new("QueryTime", RowType.Latency),
    new("WaitTime", RowType.Latency),
    new("MeanXactTime", RowType.Latency),
    new("MeanQueryTime", RowType.Latency),
    new("MeanWaitTime", RowType.Latency),
    new("Ambiguous", RowType.Integer),
    new("First", RowType.Time),
    new("Last", RowType.Time),
], SummaryIdentity.Instance)
{
    public static readonly PgBouncerSummaryRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        PgBouncerSummary item = (PgBouncerSummary)row;
        writer.Text(item.Name);
        writer.Text(item.Day);
        writer.Text(item.Hour);
        writer.Text(item.UserName);
        writer.Text(item.Database);
        writer.Text(item.ClientAddress);
        writer.Text(item.Network);
        writer.Text(item.ServerAddress);
        writer.Text(item.Type);
        writer.Text(item.Reason);
        writer.Integer(item.Events);
        writer.Integer(item.Logins);
        writer.Integer(item.LoginsFailed);
        writer.Time(item.FirstLogin);
        writer.Time(item.LastLogin);
        writer.Integer(item.Sessions);
        writer.Seconds(item.SessionTime);
        writer.Seconds(item.LongestSession);
        writer.Integer(item.SessionsUnder1s);
        writer.Integer(item.SessionsUnder10s);
        writer.Integer(item.SessionsUnder1m);
        writer.Integer(item.SessionsUnder5m);
        writer.Integer(item.SessionsUnder15m);
        writer.Integer(item.SessionsUnder1h);
        writer.Integer(item.SessionsUnder4h);
        writer.Integer(item.SessionsUnder1d);
        writer.Integer(item.SessionsLonger);
        writer.Integer(item.ServerConnects);
        writer.Integer(item.ServerCloses);
        writer.Integer(item.ReservePool);
        writer.Integer(item.PoolerErrors);
        writer.Integer(item.Errors);
        writer.Integer(item.AdminCommands);
        writer.Integer(item.StatsLines);
        writer.Integer(item.Xacts);
        writer.Integer(item.Queries);
        writer.Integer(item.InBytes);
        writer.Integer(item.OutBytes);
        writer.Integer(item.XactsPerSecond);
        writer.Integer(item.QueriesPerSecond);
        writer.Integer(item.InBytesPerSecond);
        writer.Integer(item.OutBytesPerSecond);
        writer.Seconds(item.XactTime);
        writer.Seconds(item.QueryTime);
        writer.Seconds(item.WaitTime);
        writer.Seconds(item.MeanXactTime);
        writer.Seconds(item.MeanQueryTime);
        writer.Seconds(item.MeanWaitTime);
        writer.Integer(item.Ambiguous);
        writer.Time(item.First);
        writer.Time(item.Last);
    }
}
