using System.Net.Sockets;
using System.Security.Authentication;
using LogStats.Faults;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.Web;

/// <summary>What a request that broke means for the person who has to act on it.</summary>
internal static class WebFaults
{
    /// <param name="target">The target, as it may be shown.</param>
    /// <param name="error">What broke.</param>
    /// <param name="trust">What became of the server's certificate.</param>
    /// <param name="advice">What to do where the server is away.</param>
    public static LogStatsException Of(string target, Exception error, TlsTrust trust, string advice)
    {
        if (Find<AuthenticationException>(error) is { } handshake)
        {
            return trust.Fault(target, handshake);
        }

        SocketException? socket = Find<SocketException>(error);
        string reason = socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens there",
            SocketError.HostNotFound => "there is no host of that name",
            null => Whole(error),
            _ => socket.Message.TrimEnd('.'),
        };
        return Fail.SinkAway(target, reason, advice, error);
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
