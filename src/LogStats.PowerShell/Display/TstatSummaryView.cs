using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of summaries of flows, as LogStats.Types.ps1xml names them.</summary>
public static class TstatSummaryView
{
    public static string Group(PSObject row) => LineText.Show(Of(row).Name);

    public static string Size(PSObject row) => ByteSize.Text(Of(row).Bytes);

    public static string Rate(PSObject row) => BitRate.Text(Of(row).BitsPerSecond);

    public static string FlowRate(PSObject row) => BitRate.Text(Of(row).FlowBitsPerSecond);

    public static string Again(PSObject row) => BitRate.Share(Of(row).RetransmitRate);

    public static string Mean(PSObject row) => ShortSpan.Text(Of(row).MeanDuration);

    public static string Longest(PSObject row) => ShortSpan.Text(Of(row).LongestDuration);

    public static string P50(PSObject row) => ShortSpan.Text(Of(row).RttP50);

    public static string P99(PSObject row) => ShortSpan.Text(Of(row).RttP99);

    /// <summary>The shortest, the middle, nine of ten, ninety-nine of a hundred, the longest.</summary>
    public static string RoundTrips(PSObject row)
    {
        TstatSummary item = Of(row);
        return item.RttP50 is null ? ""
            : $"{ShortSpan.Text(item.RttMin)} to {ShortSpan.Text(item.RttMax)}, p50 {ShortSpan.Text(item.RttP50)}, "
                + $"p90 {ShortSpan.Text(item.RttP90)}, p99 {ShortSpan.Text(item.RttP99)}";
    }

    public static string Begin(PSObject row) => Times.Text(Of(row).First);

    public static string End(PSObject row) => Times.Text(Of(row).Last);

    /// <summary>The account of all lines.</summary>
    public static string Account(PSObject row) => Of(row).Lines is ScanCounts lines && lines.Read > 0
        ? FormattableString.Invariant($"{lines.Read} read: {lines.Records} records, {lines.Skipped} skipped, {lines.Rejected} rejected")
        : "";

    private static TstatSummary Of(PSObject row) => (TstatSummary)row.BaseObject;
}
