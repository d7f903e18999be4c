using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table of rsync records, as LogStats.Types.ps1xml names them.</summary>
public static class RsyncEventView
{
    private const string Unresolved = "UNKNOWN";

    /// <summary>What happened, in one or two words.</summary>
    public static string What(PSObject row) => Of(row) switch
    {
        { Kind: RsyncEventKind.Transfer } item => item.Operation.ToString(),
        { Kind: RsyncEventKind.File } item => $"{item.Operation} file",
        { Kind: RsyncEventKind.Session } item => item.State?.ToString() ?? "Session",
        var item => item.Kind.ToString(),
    };

    public static string Stamp(PSObject row) => Times.Text(Of(row).Time);

    public static string Module(PSObject row) => LineText.Show(Of(row).Module ?? "");

    /// <summary>The folder that was asked for, the file, or what rsync wrote of it.</summary>
    public static string Subject(PSObject row)
    {
        RsyncEvent item = Of(row);
        return LineText.Show(item.FileName ?? (string.IsNullOrEmpty(item.Directory) ? item.Message : item.Directory) ?? "");
    }

    /// <summary>The user and the host, or the address of a host without a name.</summary>
    public static string Client(PSObject row)
    {
        RsyncEvent item = Of(row);
        string? host = item.HostName is null or Unresolved ? item.ClientAddress ?? item.HostName : item.HostName;
        return LineText.Show(item.UserName is null ? host ?? "" : $"{item.UserName}@{host}");
    }

    /// <summary>Bytes sent over the network; of a file, its size where it was sent.</summary>
    public static string Sent(PSObject row) => Moved(Of(row), Of(row).SentBytes, RsyncOperation.Send);

    /// <summary>Bytes received over the network; of a file, its size where it was received.</summary>
    public static string Received(PSObject row) => Moved(Of(row), Of(row).ReceivedBytes, RsyncOperation.Receive);

    public static string Directory(PSObject row) => LineText.Show(Of(row).Directory ?? "");

    public static string FileName(PSObject row) => LineText.Show(Of(row).FileName ?? "");

    public static string UserName(PSObject row) => LineText.Show(Of(row).UserName ?? "");

    public static string HostName(PSObject row) => LineText.Show(Of(row).HostName ?? "");

    public static string Message(PSObject row) => LineText.Show(Of(row).Message ?? "");

    public static string Source(PSObject row) => LineText.Show(Of(row).Path ?? "");

    private static string Moved(RsyncEvent item, long? bytes, RsyncOperation operation)
        => ByteSize.Text(item.Kind != RsyncEventKind.File ? bytes : item.Operation == operation ? item.FileBytes : null);

    public static string Location(PSObject row) => Place.Text(Of(row).Country, Of(row).City, Of(row).Asn, Of(row).GeoHash);

    private static RsyncEvent Of(PSObject row) => (RsyncEvent)row.BaseObject;
}
