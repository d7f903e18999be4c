using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>rsync's statistics as a report.</summary>
/// <param name="measure">What measures.</param>
/// <param name="shown">How many of its groupings were asked for; further ones are for a report alone.</param>
internal sealed class RsyncKindMeasure(RsyncMeasure measure, int shown = int.MaxValue) : ILogMeasure
{
    private static readonly (string Name, Func<RsyncSummary, long> Value)[] s_columns =
    [
        ("Transfers", row => row.Transfers),
        ("Failed", row => row.Failed),
        ("Unfinished", row => row.Unfinished),
        ("Denied", row => row.Denied),
        ("AuthFailed", row => row.AuthFailed),
        ("SentBytes", row => row.SentBytes),
        ("ReceivedBytes", row => row.ReceivedBytes),
        ("FilesSent", row => row.FilesSent),
        ("FilesReceived", row => row.FilesReceived),
    ];

    public string Remark => "";

    public ScanCounts InputCounts => measure.InputCounts;

    public SourceSpan InputSpan => measure.InputSpan;

    public void Add(LineInput input, CancellationToken stop) => measure.Add(input, stop);

    public LogReport Finish()
    {
        RsyncStatistics result = measure.Finish();
        IReadOnlyList<ReportTable> tables = [.. result.Groupings.Select(group => ReportTable.Of(group, Shown(group.Rows)))];
        return new LogReport("rsync", measure.Counts, result.Total, [.. tables.Take(shown)]) { Further = [.. tables.Skip(shown)] };
    }

    /// <summary>A column of nothing but zeros says nothing.</summary>
    public static string[] Shown(IReadOnlyList<RsyncSummary> rows)
        => [.. s_columns.Where(column => rows.Any(row => column.Value(row) != 0)).Select(column => column.Name)];
}
