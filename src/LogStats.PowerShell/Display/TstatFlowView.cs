using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of flows, as LogStats.Types.ps1xml names them.</summary>
public static class TstatFlowView
{
    public static string Begin(PSObject row) => Times.Text(Of(row).Start);

    public static string From(PSObject row) => End(Of(row).Source, Of(row).SourcePort);

    public static string To(PSObject row) => End(Of(row).Destination, Of(row).DestinationPort);

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Bytes);

    public static string Took(PSObject row) => ShortSpan.Text(Of(row).Duration);

    public static string Rate(PSObject row) => BitRate.Text(Of(row).BitsPerSecond);

    /// <summary>How many of a hundred packets were sent again; in the user's own colours from one on.</summary>
    public static string Again(PSObject row) => BitRate.Share(Of(row).RetransmitRate);

    public static string RoundTrip(PSObject row) => Of(row).RttSamples > 0 ? ShortSpan.Text(Of(row).RttAverage) : "";

    public static string Server(PSObject row) => LineText.Show(Of(row).ServerName ?? "");

    public static string File(PSObject row) => LineText.Show(Of(row).Path ?? "");

    private static string End(string address, int port)
        => LineText.Show(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}");

    private static TstatFlow Of(PSObject row) => (TstatFlow)row.BaseObject;
}
