using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table of pgbouncer records, as LogStats.Types.ps1xml names them.</summary>
public static class PgBouncerEventView
{
    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    /// <summary>What happened; of what went wrong, in the user's own colours.</summary>
    public static string What(PSObject row) => Of(row) switch
    {
        { Type: PgBouncerEventType.Error } => Style.Error("Error"),
        { Type: PgBouncerEventType.Close, IsLoginFailure: true } => Style.Warning("Close"),
        { Type: PgBouncerEventType.LoginFailed or PgBouncerEventType.PoolerError } item => Style.Warning(item.Type.ToString()),
        var item => item.Type.ToString(),
    };

    public static string Database(PSObject row) => LineText.Show(Of(row).Database ?? "");

    public static string UserName(PSObject row) => LineText.Show(Of(row).UserName ?? "");

    /// <summary>The other end: the client, or the server behind an arrow.</summary>
    public static string Peer(PSObject row)
    {
        PgBouncerEvent item = Of(row);
        return LineText.Show(item.ServerAddress is string server ? $"-> {server}" : item.ClientAddress ?? (item.IsAmbiguous ? "?" : ""));
    }

    /// <summary>The reason and the age, the numbers of a period, or the message.</summary>
    public static string Detail(PSObject row)
    {
        PgBouncerEvent item = Of(row);
        return LineText.Show(item switch
        {
            { Type: PgBouncerEventType.Stats } => Period(item),
            { Reason: string reason, Age: TimeSpan age } => $"{reason} ({Times.Text(age)})",
            { Reason: string reason } => reason,
            { Type: PgBouncerEventType.Login } => item.Tls is null or "no" ? "" : item.Tls,
            _ => item.Message ?? "",
        });
    }

    public static string Reason(PSObject row) => LineText.Show(Of(row).Reason ?? "");

    public static string Message(PSObject row) => LineText.Show(Of(row).Message ?? "");

    public static string Source(PSObject row) => LineText.Show(Of(row).Path ?? "");

    private static string Period(PgBouncerEvent item)
        => FormattableString.Invariant($"{item.QueriesPerSecond} queries/s, in {ByteSize.Text(item.InBytesPerSecond)}/s, out {ByteSize.Text(item.OutBytesPerSecond)}/s, ")
            + $"query {Times.Latency(item.QueryTime)}" + (item.WaitTime is null ? "" : $", wait {Times.Latency(item.WaitTime)}");

    private static PgBouncerEvent Of(PSObject row) => (PgBouncerEvent)row.BaseObject;
}
