using System.Globalization;
using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of requests, as LogStats.Types.ps1xml names them.</summary>
public static class ElfRecordView
{
    /// <summary>No path in a table is longer: a terminal is not either.</summary>
    private const int LongestPath = 300;

    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Client(PSObject row) => LineText.Show(Of(row).ClientAddress ?? "");

    public static string Method(PSObject row) => LineText.Show(Of(row).Method ?? "");

    /// <summary>Errors in the user's own colours.</summary>
    public static string Status(PSObject row)
    {
        string text = Of(row).Status?.ToString(CultureInfo.InvariantCulture) ?? "";
        return Of(row).Status switch
        {
            >= 500 and <= 599 => Style.Error(text),
            >= 400 and <= 499 => Style.Warning(text),
            _ => text,
        };
    }

    public static string Sent(PSObject row) => ByteSize.Text(Of(row).SentBytes);

    public static string Took(PSObject row) => Times.Latency(Of(row).Latency);

    /// <summary>The path, or what the client sent where that is no request.</summary>
    public static string Subject(PSObject row)
    {
        string text = Of(row).RequestPath ?? Of(row).Request ?? "";
        return text.Length <= LongestPath ? LineText.Show(text) : LineText.Show(text[..LongestPath]) + "…";
    }

    public static string UserName(PSObject row) => LineText.Show(Of(row).UserName ?? "");

    public static string Host(PSObject row) => LineText.Show(Of(row).VirtualHost ?? "");

    public static string RequestPath(PSObject row) => LineText.Show(Of(row).RequestPath ?? "");

    public static string Query(PSObject row) => LineText.Show(Of(row).Query ?? "");

    public static string Request(PSObject row) => LineText.Show(Of(row).Request ?? "");

    public static string Referer(PSObject row) => LineText.Show(Of(row).Referer ?? "");

    public static string UserAgent(PSObject row) => LineText.Show(Of(row).UserAgent ?? "");

    public static string Others(PSObject row)
        => LineText.Show(string.Join("; ", Of(row).Fields.Select(field => $"{field.Key}={field.Value}")));

    public static string Source(PSObject row) => LineText.Show(Of(row).Path ?? "");

    public static string Location(PSObject row) => Place.Text(Of(row).Country, Of(row).City, Of(row).Asn, Of(row).GeoHash);

    private static ElfRecord Of(PSObject row) => (ElfRecord)row.BaseObject;
}
