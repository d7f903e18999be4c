using LogStats.Sinks;

namespace LogStats.RawLines;

/// <summary>The columns of <see cref="LogLine"/>.</summary>
internal sealed class LogLineRows() : RowMap("log_line",
[
    new("Path", RowType.Text, HasFewValues: true),
    new("FileId", RowType.Text),
    new("Offset", RowType.Integer),
    new("NextOffset", RowType.Integer),
    new("IsPartial", RowType.Integer),
    new("Text", RowType.Text),
], RecordIdentity.Instance)
{
    public static readonly LogLineRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        LogLine line = (LogLine)row;
        writer.Text(line.Path);
        writer.Text(line.FileId);
        writer.Integer(line.Offset);
        writer.Integer(line.NextOffset);
        writer.Integer(line.IsPartial ? 1 : 0);
        writer.Text(line.Text);
    }
}
