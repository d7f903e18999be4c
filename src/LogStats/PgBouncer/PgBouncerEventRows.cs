using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>The columns of <see cref="PgBouncerEvent"/>.</summary>
internal sealed class PgBouncerEventRows() : RowMap("pgbouncer_event",
[
    new("Type", RowType.Text, HasFewValues: true),
    new("Time", RowType.Time),
    new("Level", RowType.Text, HasFewValues: true),
    new("ProcessId", RowType.Integer),
    new("Side", RowType.Text, HasFewValues: true),
    new("Connection", RowType.Text),
    new("Database", RowType.Text),
    new("PoolDatabase", RowType.Text, HasFewValues: true),
    new("UserName", RowType.Text),
    new("ClientAddress", RowType.Text),
    new("ClientPort", RowType.Integer),
    new("ClientProcessId", RowType.Integer),
    new("ServerAddress", RowType.Text),
    new("ServerPort", RowType.Integer),
    new("LocalAddress", RowType.Text),
    new("PeerId", RowType.Integer),
    new("Tls", RowType.Text),
    new("Replication", RowType.Text),
    new("Reason", RowType.Text),
    new("Age", RowType.Seconds),
    new("IsLoginFailure", RowType.Integer),
    new("XactsPerSecond", RowType.Integer),
    new("QueriesPerSecond", RowType.Integer),
    new("ClientParsesPerSecond", RowType.Integer),
    new("ServerParsesPerSecond", RowType.Integer),
    new("BindsPerSecond", RowType.Integer),
    new("InBytesPerSecond", RowType.Bytes),
    new("OutBytesPerSecond", RowType.Bytes),
    new("XactTime", RowType.Latency),
    new("QueryTime", RowType.Latency),
    new("WaitTime", RowType.Latency),
    new("IsAmbiguous", RowType.Integer),
    new("Message", RowType.Text),
    new("LogHost", RowType.Text, HasFewValues: true),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly PgBouncerEventRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        PgBouncerEvent item = (PgBouncerEvent)row;
        writer.Text(item.Type.ToString());
        writer.Time(item.Time);
        writer.Text(item.Level);
        writer.Integer(item.ProcessId);
        writer.Text(item.Side == PgBouncerSide.None ? null : item.Side.ToString());
        writer.Text(item.Connection);
        writer.Text(item.Database);
        writer.Text(item.PoolDatabase);
        writer.Text(item.UserName);
        writer.Text(item.ClientAddress);
        writer.Integer(item.ClientPort);
        writer.Integer(item.ClientProcessId);
        writer.Text(item.ServerAddress);
        writer.Integer(item.ServerPort);
        writer.Text(item.LocalAddress);
        writer.Integer(item.PeerId);
        writer.Text(item.Tls);
        writer.Text(item.Replication);
        writer.Text(item.Reason);
        writer.Seconds(item.Age);
        writer.Integer(item.IsLoginFailure ? 1 : 0);
        writer.Integer(item.XactsPerSecond);
        writer.Integer(item.QueriesPerSecond);
        writer.Integer(item.ClientParsesPerSecond);
        writer.Integer(item.ServerParsesPerSecond);
        writer.Integer(item.BindsPerSecond);
        writer.Integer(item.InBytesPerSecond);
        writer.Integer(item.OutBytesPerSecond);
        writer.Seconds(item.XactTime);
        writer.Seconds(item.QueryTime);
        writer.Seconds(item.WaitTime);
        writer.Integer(item.IsAmbiguous ? 1 : 0);
        writer.Text(item.Message);
        writer.Text(item.LogHost);
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }
}
