using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of tables of receipts, as LogStats.Types.ps1xml names them.</summary>
public static class LogBatchReceiptView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Length);

    public static string Outcome(PSObject row) => Of(row).IsNew ? "stored" : "had";

    public static string File(PSObject row) => LineText.Show(Of(row).Path is { } path ? Path.GetFileName(path) : Of(row).FileId);

    private static LogBatchReceipt Of(PSObject row) => (LogBatchReceipt)row.BaseObject;
}
