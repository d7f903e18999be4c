using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table of lines, as LogStats.Types.ps1xml names them.</summary>
public static class LogLineView
{
    private const int Longest = 4000;

    /// <summary>The file's name: paths are long, and the list has the whole one.</summary>
    public static string Name(PSObject row) => LineText.Show(Path.GetFileName(Of(row).Path));

    /// <summary>The line without anything that could move a cursor or hide something; one that was cut ends with a mark.</summary>
    public static string Text(PSObject row)
        => LineText.Show(Of(row).GetMemory().Span.TrimEnd("\r\n"u8), Longest) + (Of(row).IsPartial ? Style.Warning(" (cut)") : "");

    /// <summary>How long it is, with its end.</summary>
    public static long Bytes(PSObject row) => Of(row).NextOffset - Of(row).Offset;

    public static string Source(PSObject row) => LineText.Show(Of(row).Path);

    private static LogLine Of(PSObject row) => (LogLine)row.BaseObject;
}
