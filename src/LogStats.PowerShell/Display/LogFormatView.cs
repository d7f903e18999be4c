using System.Globalization;
using System.Management.Automation;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of tables of formats, as LogStats.Types.ps1xml names them.</summary>
public static class LogFormatView
{
    /// <summary>In percent, rounded down, so that 100 means all.</summary>
    public static string Percent(PSObject row)
        => $"{Math.Floor(((LogFormatMatch)row.BaseObject).Score * 100).ToString(CultureInfo.InvariantCulture)} %";
}
