namespace LogStats.Sinks.Writer;

/// <summary>The columns of <see cref="Sample"/>: twelve, as a log record has them.</summary>
public sealed class SampleRows() : RowMap("sample",
[
    new("Number", RowType.Integer),
    new("Time", RowType.Time),
    new("EndTime", RowType.Time),
    new("Module", RowType.Text),
    new("Directory", RowType.Text),
    new("Host", RowType.Text),
    new("Address", RowType.Text),
    new("Sent", RowType.Bytes),
    new("Received", RowType.Bytes),
    new("Duration", RowType.Seconds),
    new("ExitCode", RowType.Integer),
    new("Text", RowType.Text),
], RecordIdentity.Instance)
{
    public static readonly SampleRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        Sample item = (Sample)row;
        writer.Integer(item.Number);
        writer.Time(item.Time);
        writer.Time(item.EndTime);
        writer.Text(item.Module);
        writer.Text(item.Directory);
        writer.Text(item.Host);
        writer.Text(item.Address);
        writer.Integer(item.Number * 1000);
        writer.Integer(item.Number % 7 == 0 ? null : item.Number);
        writer.Seconds(item.EndTime - item.Time);
        writer.Integer(item.Number % 10 == 0 ? 23 : null);
        writer.Text(item.Text);
        item.Written?.Invoke();
    }
}
