using System.Globalization;
using System.Text;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.PgBouncer.Watching;

/// <summary>The columns of a summary that is a report: a summary's own, behind what stretch of time it is of.</summary>
internal sealed class PgBouncerReportRows() : RowMap("pgbouncer_report",
[
    new("Started", RowType.Time),
    new("Ended", RowType.Time),
    new("Source", RowType.Text),
    .. PgBouncerSummaryRows.Map.Columns,
], new Same())
{
    public static readonly PgBouncerReportRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        PgBouncerReport report = ((PgBouncerSummary)row).Report!;
        writer.Time(report.Started);
        writer.Time(report.Ended);
        writer.Text(report.Source);
        PgBouncerSummaryRows.Map.Write(row, writer);
    }

    public static string IdOf(PgBouncerReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{ByteHash.Of(Encoding.UTF8.GetBytes(report.Source)):x16}-{report.Started.UtcTicks:x}-{report.Ended.UtcTicks:x}");

    /// <summary>A report is the same report when it is of the same logs and the same time.</summary>
    private sealed class Same() : RowIdentity([new("ReportId", RowType.Text)], unique: 1, newerReplaces: false)
    {
        public override void Write(IRow row, IRowWriter writer) => writer.Text(IdOf(((PgBouncerSummary)row).Report!));
    }
}
