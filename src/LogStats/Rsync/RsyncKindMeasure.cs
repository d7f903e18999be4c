using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Rsync;

/// <summary>rsync's statistics as a report.</summary>
internal sealed class RsyncKindMeasure(RsyncMeasure measure) : ILogMeasure
{
    private static readonly string[] s_shown =
    [
        "Transfers", "Failed", "SentBytes", "ReceivedBytes", "FilesSent", "FilesReceived", "FileBytesSent", "FileBytesReceived",
    ];

    public ScanCounts InputCounts => measure.InputCounts;

    public void Add(LineInput input, CancellationToken stop) => measure.Add(input, stop);

    public LogReport Finish()
    {
        RsyncStatistics result = measure.Finish();
        return new LogReport("rsync", measure.Counts, result.Total,
        [
            .. result.Groupings.Select(group => new ReportTable(
                [.. group.By.Select(part => part.ToString())], group.Rows, s_shown, group.Folded)
            {
                InTimeOrder = group.InTimeOrder,
            }),
        ]);
    }
}
