using LogStats.Sinks;

namespace LogStats.Archive.Watching;

/// <summary>What a mail about a source shows of it, as the program did that this replaces.</summary>
internal sealed class SourceAlertRow(LogAlert alert) : IRow
{
    private static readonly Rows s_map = new();

    RowMap IRow.GetRowMap() => s_map;

    private void Write(IRowWriter writer)
    {
        writer.Text(alert.Subject);
        writer.Text(alert.LastFile);
        writer.Time(alert.LastSeen);
        writer.Seconds(alert.LastSeen is null ? null : alert.Silence);
        writer.Text(alert.Source);
    }

    private sealed class Rows() : RowMap("source",
    [
        new("Server", RowType.Text),
        new("LastFile", RowType.Text),
        new("LastSeen", RowType.Time),
        new("Age", RowType.Seconds),
        new("Directory", RowType.Text),
    ])
    {
        public override void Write(IRow row, IRowWriter writer) => ((SourceAlertRow)row).Write(writer);
    }
}
