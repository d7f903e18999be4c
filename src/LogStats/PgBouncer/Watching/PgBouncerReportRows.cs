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
], SummaryIdentity.Instance)
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

    /// <summary>The name of a report's mail: the same for the same logs and the same time.</summary>
    public static string IdOf(PgBouncerReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{ByteHash.Of(Encoding.UTF8.GetBytes(report.Source)):x16}-{report.Started.UtcTicks:x}-{report.Ended.UtcTicks:x}");
}
