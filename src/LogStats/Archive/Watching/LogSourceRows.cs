using LogStats.Sinks;

namespace LogStats.Archive.Watching;

/// <summary>The columns of <see cref="LogSource"/>.</summary>
internal sealed class LogSourceRows() : RowMap("log_source",
[
    new("Name", RowType.Text, HasFewValues: true),
    new("State", RowType.Text, HasFewValues: true),
    new("LastFile", RowType.Text),
    new("LastSeen", RowType.Time),
    new("Age", RowType.Seconds),
    new("Lag", RowType.Seconds),
    new("ClockSkew", RowType.Seconds),
    new("Waiting", RowType.Integer),
    new("Sent", RowType.Integer),
    new("Failed", RowType.Integer),
    new("Directory", RowType.Text),
])
{
    public static readonly LogSourceRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        LogSource item = (LogSource)row;
        writer.Text(item.Name);
        writer.Text(item.State.ToString());
        writer.Text(item.LastFile);
        writer.Time(item.LastSeen);
        writer.Seconds(item.Age);
        writer.Seconds(item.Lag);
        writer.Seconds(item.ClockSkew);
        writer.Integer(item.Waiting);
        writer.Integer(item.Sent);
        writer.Integer(item.Failed);
        writer.Text(item.Directory);
    }
}
