using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>How a receipt of a file looks in a table.</summary>
public static class LogSftpReceiptView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Bytes);

    private static LogSftpReceipt Of(PSObject row) => (LogSftpReceipt)row.BaseObject;
}
