using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of tables of alerts, as LogStats.Types.ps1xml names them.</summary>
public static class LogAlertView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Subject(PSObject row) => LineText.Show(System.Text.Encoding.UTF8.GetBytes(Of(row).Subject));

    public static string LastSeen(PSObject row) => Of(row).LastSeen is { } seen ? Times.Text(seen) : "never";

    public static string Threshold(PSObject row) => Times.Text(Of(row).Threshold);

    public static string Silence(PSObject row) => Times.Text(Of(row).Silence);

    /// <summary>What makes a terminal do something is shown; line ends are the text's own.</summary>
    public static string Text(PSObject row)
        => string.Join('\n', ((PgBouncerNotice)row.BaseObject).Text.Split('\n').Select(line => LineText.Show(System.Text.Encoding.UTF8.GetBytes(line), 4096)));

    private static LogAlert Of(PSObject row) => (LogAlert)row.BaseObject;
}
