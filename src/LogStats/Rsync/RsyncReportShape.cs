using LogStats.Report;

namespace LogStats.Rsync;

/// <summary>What a report shows of rsync logs.</summary>
internal static class RsyncReportShape
{
    public static ReportShape Shape { get; } = new()
    {
        Title = "rsync",
        Measures =
        [
            new("SentBytes", "Sent", "bytes", IsLight: true),
            new("ReceivedBytes", "Received", "bytes", IsLight: true),
            new("Transfers", "Transfers", "count", IsLight: true),
            new("Failed", "Failed", "count", IsLight: true),
            new("Refused", "Refused", "count", IsLight: true),
            new("Unfinished", "Unfinished", "count", IsHidden: true),
            new("FilesSent", "Files sent", "count"),
            new("FilesReceived", "Files received", "count"),
            new("FilesOther", "Files deleted or else", "count", IsHidden: true),
            new("FileBytes", "Bytes of files", "bytes"),
            new("Duration", "Time taken", "micros", IsHidden: true),
        ],
        Values = static (row, values) => RsyncSummaryState.SumsOf((RsyncSummary)row).Values(values),
        Ratios = [new("Mean time", "micros", "Duration", "Transfers")],
        Charts =
        [
            new("Bytes", "area", ["SentBytes", "ReceivedBytes"]),
            new("Transfers", "area", ["Transfers", "Failed", "Refused"]),
            new("Files", "area", ["FilesSent", "FilesReceived", "FilesOther"]),
            new("Modules", "mix", ["Transfers"], ["Module"]),
        ],
        Tops =
        [
            new("Operations", ["Operation"], IsMix: true),
            new("Modules", ["Module"]),
            new("Users", ["UserName"]),
            new("Hosts", ["HostName"]),
            new("Networks", ["Network"]),
            new("Countries", ["Country"]),
        ],
        Lines = static row => ((RsyncSummary)row).Lines,
    };
}
