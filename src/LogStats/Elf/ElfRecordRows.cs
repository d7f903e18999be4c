using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>The columns of <see cref="ElfRecord"/>.</summary>
internal sealed class ElfRecordRows() : RowMap("elf_record",
[
    new("Time", RowType.Time),
    new("ClientAddress", RowType.Text),
    new("ClientPort", RowType.Integer),
    new("UserName", RowType.Text),
    new("VirtualHost", RowType.Text),
    new("Method", RowType.Text, HasFewValues: true),
    new("RequestPath", RowType.Text),
    new("Query", RowType.Text),
    new("Protocol", RowType.Text),
    new("Request", RowType.Text),
    new("Status", RowType.Integer, HasFewValues: true),
    new("SentBytes", RowType.Bytes),
    new("ReceivedBytes", RowType.Bytes),
    new("Latency", RowType.Latency),
    new("FirstByte", RowType.Latency),
    new("UpstreamLatency", RowType.Latency),
    new("Upstream", RowType.Text),
    new("UpstreamStatus", RowType.Text),
    new("Referer", RowType.Text),
    new("UserAgent", RowType.Text),
    new("Cache", RowType.Text),
    new("RequestId", RowType.Text),
    new("Country", RowType.Text),
    new("City", RowType.Text),
    new("GeoHash", RowType.Text),
    new("Asn", RowType.Integer),
    new("Fields", RowType.Text),
    new("LogHost", RowType.Text, HasFewValues: true),
    new("Format", RowType.Text, HasFewValues: true),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly ElfRecordRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        ElfRecord item = (ElfRecord)row;
        writer.Time(item.Time);
        writer.Text(item.ClientAddress);
        writer.Integer(item.ClientPort);
        writer.Text(item.UserName);
        writer.Text(item.VirtualHost);
        writer.Text(item.Method);
        writer.Text(item.RequestPath);
        writer.Text(item.Query);
        writer.Text(item.Protocol);
        writer.Text(item.Request);
        writer.Integer(item.Status);
        writer.Integer(item.SentBytes);
        writer.Integer(item.ReceivedBytes);
        writer.Seconds(item.Latency);
        writer.Seconds(item.FirstByte);
        writer.Seconds(item.UpstreamLatency);
        writer.Text(item.Upstream);
        writer.Text(item.UpstreamStatus);
        writer.Text(item.Referer);
        writer.Text(item.UserAgent);
        writer.Text(item.Cache);
        writer.Text(item.RequestId);
        writer.Text(item.Country);
        writer.Text(item.City);
        writer.Text(item.GeoHash);
        writer.Integer(item.Asn);
        writer.Text(item.Fields.Count == 0 ? null : string.Join("; ", item.Fields.Select(field => $"{field.Key}={field.Value}")));
        writer.Text(item.LogHost);
        writer.Text(item.Format);
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }
}
