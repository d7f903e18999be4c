using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>The columns of <see cref="RsyncEvent"/>.</summary>
internal sealed class RsyncEventRows() : RowMap("rsync_event",
[
    new("Kind", RowType.Text, HasFewValues: true),
    new("Time", RowType.Time),
    new("EndTime", RowType.Time),
    new("ProcessId", RowType.Integer),
    new("Operation", RowType.Text, HasFewValues: true),
    new("State", RowType.Text, HasFewValues: true),
    new("Module", RowType.Text, HasFewValues: true),
    new("Directory", RowType.Text),
    new("FileName", RowType.Text),
    new("UserName", RowType.Text),
    new("HostName", RowType.Text),
    new("ClientAddress", RowType.Text),
    new("SentBytes", RowType.Bytes),
    new("ReceivedBytes", RowType.Bytes),
    new("TotalBytes", RowType.Bytes),
    new("FileBytes", RowType.Bytes),
    new("Files", RowType.Integer),
    new("Duration", RowType.Seconds),
    new("ExitCode", RowType.Integer),
    new("Message", RowType.Text),
    new("Country", RowType.Text),
    new("City", RowType.Text),
    new("GeoHash", RowType.Text),
    new("Asn", RowType.Integer),
    new("HostHash", RowType.Text),
    new("LogHost", RowType.Text, HasFewValues: true),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly RsyncEventRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        RsyncEvent item = (RsyncEvent)row;
        writer.Text(item.Kind.ToString());
        writer.Time(item.Time);
        writer.Time(item.EndTime);
        writer.Integer(item.ProcessId);
        writer.Text(item.Operation == RsyncOperation.None ? null : item.Operation.ToString());
        writer.Text(item.State?.ToString());
        writer.Text(item.Module);
        writer.Text(item.Directory);
        writer.Text(item.FileName);
        writer.Text(item.UserName);
        writer.Text(item.HostName);
        writer.Text(item.ClientAddress);
        writer.Integer(item.SentBytes);
        writer.Integer(item.ReceivedBytes);
        writer.Integer(item.TotalBytes);
        writer.Integer(item.FileBytes);
        writer.Integer(item.Files);
        writer.Seconds(item.Duration);
        writer.Integer(item.ExitCode);
        writer.Text(item.Message);
        writer.Text(item.Country);
        writer.Text(item.City);
        writer.Text(item.GeoHash);
        writer.Integer(item.Asn);
        writer.Text(item.HostHash);
        writer.Text(item.LogHost);
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }
}
