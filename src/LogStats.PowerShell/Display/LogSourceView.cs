using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of tables of sources and of their sums, as LogStats.Types.ps1xml names them.</summary>
public static class LogSourceView
{
    /// <summary>Who is silent, in the user's own colours.</summary>
    public static string State(PSObject row) => Of(row).State == LogSourceState.Active ? "Active" : Style.Warning(Of(row).State.ToString());

    public static string LastSeen(PSObject row) => Of(row).LastSeen is { } seen ? Times.Text(seen) : "never";

    public static string Age(PSObject row) => Of(row).Age is { } age ? Times.Text(age) : "";

    /// <summary>How late its lines are, or how far its clock is ahead.</summary>
    public static string Lag(PSObject row) => Of(row) switch
    {
        { ClockSkew: { } skew } => $"clock +{Times.Text(skew)}",
        { Lag: { } lag } => Times.Text(lag),
        _ => "",
    };

    public static string LastFile(PSObject row) => LineText.Show(Of(row).LastFile ?? "");

    public static string Size(PSObject row) => ByteSize.Text(((LogSourceSummary)row.BaseObject).Bytes);

    private static LogSource Of(PSObject row) => (LogSource)row.BaseObject;
}
