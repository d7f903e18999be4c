using System.Net;
using System.Net.Sockets;

namespace LogStats.Tests.Ports;

/// <summary>
/// Ports on which nobody listens, for servers that tests start. They are below those that the system gives to whoever connects,
/// so that no connection of another test takes one meanwhile, and none is given twice by one process.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int s_next = Random.Shared.Next(Count);

    public static int Next()
    {
        while (true)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref s_next) % Count);
            using TcpListener listener = new(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
