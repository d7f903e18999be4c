using System.Net.Sockets;
using System.Text;

namespace LogStats.Agent;

/// <summary>Tells the service manager how the program is, where that listens (<c>NOTIFY_SOCKET</c>): one datagram each.</summary>
internal static class ServiceNotice
{
    /// <summary>It does what it is there for.</summary>
    public static void Ready() => Send("READY=1");

    /// <summary>It is about to end.</summary>
    public static void Stopping() => Send("STOPPING=1");

    /// <summary>One line for whoever looks at the service.</summary>
    public static void Status(string text) => Send($"STATUS={text.ReplaceLineEndings(" ")}");

    private static void Send(string state)
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } path)
        {
            return;
        }

        try
        {
            // '@' stands for the NUL in front of a name that is in no folder.
            using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            _ = socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            // Nobody listens there any more; the work goes on.
        }
    }
}
