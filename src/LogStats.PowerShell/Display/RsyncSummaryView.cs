using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of rsync summaries, as LogStats.Types.ps1xml names them.</summary>
public static class RsyncSummaryView
{
    public static string Group(PSObject row) => LineText.Show(Of(row).Name);

    public static string Sent(PSObject row) => ByteSize.Text(Of(row).SentBytes);

    public static string Received(PSObject row) => ByteSize.Text(Of(row).ReceivedBytes);

    public static string Total(PSObject row) => ByteSize.Text(Of(row).TotalBytes);

    /// <summary>All files of per-file lines: sent, received and deleted.</summary>
    public static long Files(PSObject row) => Of(row).FilesSent + Of(row).FilesReceived + Of(row).FilesDeleted;

    public static string FileSize(PSObject row) => ByteSize.Text(Of(row).FileBytesSent + Of(row).FileBytesReceived);

    public static string FilesSentText(PSObject row) => $"{Of(row).FilesSent} ({ByteSize.Text(Of(row).FileBytesSent)})";

    public static string FilesReceivedText(PSObject row) => $"{Of(row).FilesReceived} ({ByteSize.Text(Of(row).FileBytesReceived)})";

    public static string Took(PSObject row) => Times.Text(Of(row).Duration);

    public static string Begin(PSObject row) => Times.Text(Of(row).First);

    public static string End(PSObject row) => Times.Text(Of(row).Last);

    /// <summary>The account of all lines.</summary>
    public static string Account(PSObject row) => Of(row).Lines is ScanCounts lines && lines.Read > 0
        ? FormattableString.Invariant($"{lines.Read} read: {lines.Records} records, {lines.Skipped} skipped, {lines.Rejected} rejected")
        : "";

    private static RsyncSummary Of(PSObject row) => (RsyncSummary)row.BaseObject;
}
