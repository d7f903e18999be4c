using System.Globalization;
using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table of checkpoints, as LogStats.Types.ps1xml names them.</summary>
public static class LogCheckpointView
{
    public static string Name(PSObject row) => LineText.Show(Of(row).Name);

    public static string Source(PSObject row) => LineText.Show(Of(row).Path);

    public static string Offset(PSObject row) => Of(row).Offset.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How much is not read yet, or why nobody knows.</summary>
    public static string Behind(PSObject row) => Of(row) switch
    {
        { Behind: 0 } => "-",
        { Behind: long behind } => ByteSize.Text(behind),
        { IsRotated: true } => "rotated",
        _ => "gone",
    };

    public static string Stamp(PSObject row) => Times.Text(Of(row).Saved.ToLocalTime());

    private static LogCheckpoint Of(PSObject row) => (LogCheckpoint)row.BaseObject;
}
