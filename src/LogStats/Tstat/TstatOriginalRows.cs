using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>The columns of <see cref="TstatOriginalFlow"/>, for tables: where it came from, and the document.</summary>
internal sealed class TstatOriginalRows() : RowMap("tstat_original",
[
    new("start", RowType.Integer),
    new("end", RowType.Integer),
    new("protocol", RowType.Text, HasFewValues: true),
    new("src_ip", RowType.Text),
    new("src_port", RowType.Integer),
    new("dst_ip", RowType.Text),
    new("dst_port", RowType.Integer),
    new("num_bits", RowType.Integer),
    new("num_packets", RowType.Integer),
    new("document", RowType.Text),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly TstatOriginalRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        TstatOriginalFlow item = (TstatOriginalFlow)row;
        writer.Integer(item.start);
        writer.Integer(item.end);
        writer.Text(item.meta["protocol"]?.ToString());
        writer.Text(item.meta["src_ip"]?.ToString());
        writer.Integer(item.meta["src_port"] as long?);
        writer.Text(item.meta["dst_ip"]?.ToString());
        writer.Integer(item.meta["dst_port"] as long?);
        writer.Integer(item.values["num_bits"] as long?);
        writer.Integer(item.values["num_packets"] as long?);
        writer.Text(item.Text);
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }
}
