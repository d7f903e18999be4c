using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LogStats.Servers.Tests;

/// <summary>Ports of this machine alone, and waiting for who listens there.</summary>
internal static class Loopback
{
    public static int FreePort() => LogStats.Tests.Ports.FreePort.Next();

    /// <summary>Until the server answers; one that ended says why instead.</summary>
    public static async Task ReadyAsync(Process server, int port)
    {
        while (true)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException(
                    $"{server.StartInfo.FileName} ended: {await server.StandardError.ReadToEndAsync()}");
            }

            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }
}
