using System.Globalization;
using System.Text;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Archive.Watching;

/// <summary>The columns of <see cref="LogSourceSummary"/>: the same for a report of a watch, which is the same mail whatever it counts.</summary>
internal sealed class LogSourceSummaryRows(string table, RowIdentity identity) : RowMap(table,
[
    new("Source", RowType.Text, HasFewValues: true),
    new("Day", RowType.Text),
    new("Hour", RowType.Text),
    new("Files", RowType.Integer),
    new("Lines", RowType.Integer),
    new("Bytes", RowType.Bytes),
    new("Sent", RowType.Integer),
    new("Failed", RowType.Integer),
    new("Waiting", RowType.Integer),
    new("First", RowType.LocalTime),
    new("Last", RowType.LocalTime),
    new("Directory", RowType.Text),
], identity)
{
    public static readonly LogSourceSummaryRows Map = new("log_source_summary", new Newest());
    public static readonly LogSourceSummaryRows Report = new("log_source_report", new Same());

    public override void Write(IRow row, IRowWriter writer)
    {
        LogSourceSummary item = (LogSourceSummary)row;
        writer.Text(item.Source);
        writer.Text(item.Day);
        writer.Text(item.Hour);
        writer.Integer(item.Files);
        writer.Integer(item.Lines);
        writer.Integer(item.Bytes);
        writer.Integer(item.Sent);
        writer.Integer(item.Failed);
        writer.Integer(item.Waiting);
        writer.Time(Written(item.First));
        writer.Time(Written(item.Last));
        writer.Text(item.Directory);
    }

    private static DateTimeOffset? Written(DateTime? time) => time is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;

    private static string IdOf(LogSourceSummary item)
    {
        string text = string.Join('\n', item.Directory, string.Join(',', item.GroupBy), item.Source, item.Day, item.Hour);
        return ByteHash.Of(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);
    }

    private sealed class Same() : RowIdentity([new("SummaryId", RowType.Text)], unique: 1, newerReplaces: false)
    {
        public override void Write(IRow row, IRowWriter writer) => writer.Text(IdOf((LogSourceSummary)row));
    }

    /// <summary>One that knows more takes the place of the one there: what was tidied since is not taken away.</summary>
    private sealed class Newest() : RowIdentity([new("SummaryId", RowType.Text), new("Known", RowType.Integer)], unique: 1, newerReplaces: true)
    {
        public override void Write(IRow row, IRowWriter writer)
        {
            LogSourceSummary item = (LogSourceSummary)row;
            writer.Text(IdOf(item));
            writer.Integer(item.Lines + item.Files + item.Sent);
        }
    }
}
