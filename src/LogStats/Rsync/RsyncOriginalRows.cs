using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>
/// The table <c>rsyncstats</c> as the original made it: its eleven columns, in its order, transfers only, times on the
/// clock of the log.
/// </summary>
internal sealed class RsyncOriginalRows() : RowMap("rsyncstats",
[
    new("timestamp", RowType.LocalTime),
    new("sentbytes", RowType.Bytes),
    new("receivedbytes", RowType.Bytes),
    new("totalbytes", RowType.Bytes),
    new("module", RowType.Text),
    new("login", RowType.Text),
    new("endtime", RowType.LocalTime),
    new("geohash", RowType.Text),
    new("hosthash", RowType.Text),
    new("hostname", RowType.Text),
    new("clientip", RowType.Text),
], RecordIdentity.Instance)
{
    public static readonly RsyncOriginalRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        RsyncEvent item = (RsyncEvent)row;
        writer.Time(item.Time);
        writer.Integer(item.SentBytes);
        writer.Integer(item.ReceivedBytes);
        writer.Integer(item.TotalBytes);
        writer.Text(item.Module);
        writer.Text(item.UserName);
        writer.Time(item.EndTime);
        writer.Text(item.GeoHash);
        writer.Text(item.HostHash);
        writer.Text(item.HostName);
        writer.Text(item.ClientAddress);
    }
}
