using LogStats.Sinks;

namespace LogStats.Receive;

/// <summary>The columns of <see cref="LogBatch"/>.</summary>
internal sealed class LogBatchRows() : RowMap("log_batch",
[
    new("Time", RowType.Time),
    new("Source", RowType.Text, HasFewValues: true),
    new("RemoteAddress", RowType.Text),
    new("FileId", RowType.Text),
    new("LogPath", RowType.Text),
    new("Start", RowType.Integer),
    new("End", RowType.Integer),
    new("Lines", RowType.Integer),
    new("Length", RowType.Bytes),
    new("Untimed", RowType.Integer),
    new("Path", RowType.Text),
    new("Window", RowType.Text),
    new("Parts", RowType.Integer),
])
{
    public static readonly LogBatchRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        LogBatch batch = (LogBatch)row;
        writer.Time(batch.Time);
        writer.Text(batch.Source);
        writer.Text(batch.RemoteAddress);
        writer.Text(batch.FileId);
        writer.Text(batch.LogPath);
        writer.Integer(batch.Start);
        writer.Integer(batch.End);
        writer.Integer(batch.Lines);
        writer.Integer(batch.Length);
        writer.Integer(batch.Untimed);
        writer.Text(batch.Path);
        writer.Text(batch.Window);
        writer.Integer(batch.Parts.Count);
    }
}
