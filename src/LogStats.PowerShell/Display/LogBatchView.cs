using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of tables of received batches, as LogStats.Types.ps1xml names them.</summary>
public static class LogBatchView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Length);

    public static string File(PSObject row) => Of(row).Path is { } path ? LineText.Show(Path.GetFileName(path)) + (Of(row).Parts.Count > 1 ? $" +{Of(row).Parts.Count - 1}" : "") : "";

    private static LogBatch Of(PSObject row) => (LogBatch)row.BaseObject;
}
