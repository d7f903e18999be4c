using LogStats.Sinks;

namespace LogStats.Alerts;

/// <summary>The columns of <see cref="LogAlert"/>.</summary>
internal sealed class LogAlertRows() : RowMap("log_alert",
[
    new("Time", RowType.Time),
    new("Kind", RowType.Text, HasFewValues: true),
    new("Subject", RowType.Text),
    new("Source", RowType.Text),
    new("LastSeen", RowType.Time),
    new("Since", RowType.Time),
    new("Threshold", RowType.Seconds),
    new("Silence", RowType.Seconds),
], AlertIdentity.Instance)
{
    public static readonly LogAlertRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        LogAlert item = (LogAlert)row;
        writer.Time(item.Time);
        writer.Text(item.Kind.ToString());
        writer.Text(item.Subject);
        writer.Text(item.Source);
        writer.Time(item.LastSeen);
        writer.Time(item.Since);
        writer.Seconds(item.Threshold);
        writer.Seconds(item.Silence);
    }
}
