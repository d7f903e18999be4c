using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table of tstat's directories, as LogStats.Types.ps1xml names them.</summary>
public static class TstatDirectoryView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    /// <summary>What cannot be read yet, in the user's own colours.</summary>
    public static string State(PSObject row) => Of(row) switch
    {
        { State: TstatDirectoryState.Incomplete } item => Style.Warning(item.State.ToString()),
        var item => item.State.ToString(),
    };

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Bytes);

    /// <summary>When it was marked, or why it cannot be read yet.</summary>
    public static string Detail(PSObject row) => Of(row) is { Processed: { } marked, Reason: "" } ? $"marked {Times.Text(marked.ToLocalTime())}" : Reason(row);

    public static string Name(PSObject row) => LineText.Show(Of(row).Name);

    public static string FullName(PSObject row) => LineText.Show(Of(row).FullName);

    public static string Reason(PSObject row) => LineText.Show(Of(row).Reason);

    private static TstatDirectory Of(PSObject row) => (TstatDirectory)row.BaseObject;
}
