using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>The columns of <see cref="RsyncSummary"/>.</summary>
internal sealed class RsyncSummaryRows() : RowMap("rsync_summary",
[
    new("Name", RowType.Text),
    new("Day", RowType.Text),
    new("Hour", RowType.Text),
    new("Module", RowType.Text, HasFewValues: true),
    new("UserName", RowType.Text),
    new("HostName", RowType.Text),
    new("Network", RowType.Text),
    new("Country", RowType.Text),
    new("City", RowType.Text),
    new("Asn", RowType.Text),
    new("Operation", RowType.Text, HasFewValues: true),
    new("FilePath", RowType.Text),
    new("Transfers", RowType.Integer),
    new("Failed", RowType.Integer),
    new("Unfinished", RowType.Integer),
    new("Denied", RowType.Integer),
    new("AuthFailed", RowType.Integer),
    new("Files", RowType.Integer),
    new("FilesSent", RowType.Integer),
    new("FilesReceived", RowType.Integer),
    new("FilesDeleted", RowType.Integer),
    new("FileBytes", RowType.Bytes),
    new("FileBytesSent", RowType.Bytes),
    new("FileBytesReceived", RowType.Bytes),
    new("SentBytes", RowType.Bytes),
    new("ReceivedBytes", RowType.Bytes),
    new("TotalBytes", RowType.Bytes),
    new("Duration", RowType.Seconds),
    new("First", RowType.Time),
    new("Last", RowType.Time),
], SummaryIdentity.Instance)
{
    public static readonly RsyncSummaryRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        RsyncSummary item = (RsyncSummary)row;
        writer.Text(item.Name);
        writer.Text(item.Day);
        writer.Text(item.Hour);
        writer.Text(item.Module);
        writer.Text(item.UserName);
        writer.Text(item.HostName);
        writer.Text(item.Network);
        writer.Text(item.Country);
        writer.Text(item.City);
        writer.Text(item.Asn);
        writer.Text(item.Operation);
        writer.Text(item.FilePath);
        writer.Integer(item.Transfers);
        writer.Integer(item.Failed);
        writer.Integer(item.Unfinished);
        writer.Integer(item.Denied);
        writer.Integer(item.AuthFailed);
        writer.Integer(item.Files);
        writer.Integer(item.FilesSent);
        writer.Integer(item.FilesReceived);
        writer.Integer(item.FilesDeleted);
        writer.Integer(item.FileBytes);
        writer.Integer(item.FileBytesSent);
        writer.Integer(item.FileBytesReceived);
        writer.Integer(item.SentBytes);
        writer.Integer(item.ReceivedBytes);
        writer.Integer(item.TotalBytes);
        writer.Seconds(item.Duration);
        writer.Time(item.First);
        writer.Time(item.Last);
    }
}
