using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of pgbouncer summaries, as LogStats.Types.ps1xml names them.</summary>
public static class PgBouncerSummaryView
{
    public static string Group(PSObject row) => LineText.Show(Of(row).Name);

    public static string In(PSObject row) => $"{ByteSize.Text(Of(row).InBytes)}{Each(Of(row).InBytesPerSecond)}";

    public static string Out(PSObject row) => $"{ByteSize.Text(Of(row).OutBytes)}{Each(Of(row).OutBytesPerSecond)}";

    public static string QueryTime(PSObject row) => Times.Latency(Of(row).QueryTime);

    public static string XactTime(PSObject row) => Times.Latency(Of(row).XactTime);

    public static string WaitTime(PSObject row) => Times.Latency(Of(row).WaitTime);

    public static string SessionTime(PSObject row) => Times.Text(Of(row).SessionTime);

    public static string Longest(PSObject row) => Times.Text(Of(row).LongestSession);

    /// <summary>How many sessions were how long; stretches without any are left out.</summary>
    public static string Histogram(PSObject row)
    {
        PgBouncerSummary item = Of(row);
        (string Name, long Count)[] stretches =
        [
            ("<1s", item.SessionsUnder1s), ("<10s", item.SessionsUnder10s), ("<1m", item.SessionsUnder1m), ("<5m", item.SessionsUnder5m),
            ("<15m", item.SessionsUnder15m), ("<1h", item.SessionsUnder1h), ("<4h", item.SessionsUnder4h), ("<1d", item.SessionsUnder1d),
            ("longer", item.SessionsLonger),
        ];
        return string.Join(", ", stretches.Where(stretch => stretch.Count > 0).Select(stretch => FormattableString.Invariant($"{stretch.Name}: {stretch.Count}")));
    }

    public static string FirstLogin(PSObject row) => Times.Text(Of(row).FirstLogin);

    public static string LastLogin(PSObject row) => Times.Text(Of(row).LastLogin);

    public static string Begin(PSObject row) => Times.Text(Of(row).First);

    public static string End(PSObject row) => Times.Text(Of(row).Last);

    /// <summary>The account of all lines.</summary>
    public static string Account(PSObject row) => Of(row).Lines is ScanCounts lines && lines.Read > 0
        ? FormattableString.Invariant($"{lines.Read} read: {lines.Records} records, {lines.Skipped} skipped, {lines.Rejected} rejected")
        : "";

    private static string Each(long? bytes) => bytes is long known ? $" ({ByteSize.Text(known)}/s)" : "";

    private static PgBouncerSummary Of(PSObject row) => (PgBouncerSummary)row.BaseObject;
}
