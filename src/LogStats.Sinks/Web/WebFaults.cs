using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using LogStats.Faults;

namespace LogStats.Sinks.Web;

/// <summary>What a request that broke means for the person who has to act on it.</summary>
internal static class WebFaults
{
    /// <summary>Nothing, or not all of an answer, came in time.</summary>
    public static LogStatsException Late(WebConnectionOptions server) => Fail.SinkTimeout(server.Shown,
        string.Create(CultureInfo.InvariantCulture, $"nothing came within {server.Timeout.TotalSeconds:0.#} s"),
        $"Look whether the server is busy, then run it again; {server.Again}.");

    public static LogStatsException Of(WebConnectionOptions server, Exception error)
    {
        if (Find<AuthenticationException>(error) is { } handshake)
        {
            return server.Trust.Fault(server.Shown, handshake);
        }

        SocketException? socket = Find<SocketException>(error);
        string reason = socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens there",
            SocketError.HostNotFound => "there is no host of that name",
            null => Whole(error),
            _ => socket.Message.TrimEnd('.'),
        };
        return Fail.SinkAway(server.Shown, reason,
            $"Check the name and the port, and that {server.Program} runs. Then run it again; {server.Again}.", error);
    }

    private static string Whole(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.');

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }
}
