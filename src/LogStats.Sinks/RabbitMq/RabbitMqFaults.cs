using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Scan;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace LogStats.Sinks.RabbitMq;

/// <summary>What refusals of a broker and broken connections mean for the person who has to act on them.</summary>
internal static partial class RabbitMqFaults
{
    public const ushort NotFound = 404;

    private const ushort AccessRefused = 403;
    private const ushort PreconditionFailed = 406;
    private const ushort ResourceLocked = 405;
    private const ushort ConnectionForced = 320;
    private const ushort NotAllowed = 530;
    private const ushort InternalError = 541;
    private const string Again = "Run it again then; a message that is sent again has the same message_id.";

    /// <summary>Whether an error is one of connection and broker, not of this program.</summary>
    public static bool IsOfTheLine(Exception error) => error
        is RabbitMQClientException or IOException or SocketException or TimeoutException or AuthenticationException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Whether a broker says no because the queue is there, and on a disk that it is still reading.</summary>
    public static bool IsComingUp(string words) => words.Contains("is down or inaccessible", StringComparison.Ordinal);

    /// <summary>The broker's own words for why it closed a channel or a connection; null where it did not.</summary>
    public static ShutdownEventArgs? Reason(Exception error)
        => Find<OperationInterruptedException>(error)?.ShutdownReason is { Initiator: RabbitMQ.Client.ShutdownInitiator.Peer } reason ? reason : null;

    public static LogStatsException Of(RabbitMqServer server, Exception error, bool connecting = false)
    {
        string target = server.Shown;
        if (Find<AuthenticationFailureException>(error) is not null || Find<PossibleAuthenticationFailureException>(error) is not null)
        {
            return Fail.SinkAuthentication(target, "it does not know this user with this password", server.Options.User is null
                ? "Name a user: without one, the broker's own guest is tried, who gets in from the broker's own machine only."
                : "Check user and password, and that the user may get in from here.", error);
        }

        if (Find<AuthenticationException>(error) is { } handshake)
        {
            return server.Trust.Fault(target, handshake);
        }

        if (Reason(error) is { } reason)
        {
            return Of(server, reason.ReplyCode, reason.ReplyText, error);
        }

        if (Find<TimeoutException>(error) is not null || Find<OperationCanceledException>(error) is not null)
        {
            return Fail.SinkTimeout(target, $"nothing came within {(connecting ? server.Options.ConnectTimeout : server.Options.Timeout).TotalSeconds:0.#} s",
                "Look whether the broker is busy or something between takes its answers away.", error);
        }

        SocketException? socket = Find<SocketException>(error);
        string why = socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens there",
            SocketError.HostNotFound or SocketError.NoData => "there is no host of that name",
            null or SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection broke off",
            _ => Words(socket),
        };
        return Fail.SinkAway(target, why, $"Check the name and the port, whether it speaks TLS, and that RabbitMQ runs. {Again}", error);
    }

    /// <summary>What it means that the broker closed a channel or the connection.</summary>
    public static LogStatsException Of(RabbitMqServer server, ushort code, string words, Exception? error = null)
    {
        string said = string.Create(CultureInfo.InvariantCulture, $"{code}: {LineText.Show(words)}");
        return code switch
        {
            AccessRefused => Fail.SinkAuthentication(server.Shown, said, "Give the user the rights it lacks on this virtual host: rabbitmqctl set_permissions.", error),
            NotAllowed => Fail.SinkConnect(server.Shown, said,
                "Check the name of the virtual host, which is the path of the address (a plain / is named %2F), and that the user may use it.", error),
            NotFound => Fail.SinkAway(server.Shown, said, Again, error),
            ResourceLocked => Fail.SinkConnect(server.Shown, said, "Another connection has the queue for itself: name another one.", error),
            ConnectionForced or InternalError => Fail.SinkAway(server.Shown, said, $"The broker is going down or coming up. {Again}", error),
            _ => Fail.SinkRejected(server.Shown, said, "Correct that and run it again; a message that is sent again has the same message_id.", error),
        };
    }

    /// <summary>In what the queue that is there differs from the one that was asked for; null where that is not what is wrong.</summary>
    public static string? Difference(Exception error)
        => Reason(error) is { ReplyCode: PreconditionFailed } reason && Inequivalent().Match(reason.ReplyText) is { Success: true } match
            ? $"{match.Groups["option"]} is {Value(match.Groups["there"].Value)} there, and {Value(match.Groups["asked"].Value)} was asked for"
            : null;

    private static string Value(string text) => text is "none" ? "not set" : LineText.Show(text.Trim('\''));

    private static string Words(Exception error) => error.Message.TrimEnd('.');

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error is AggregateException { InnerExceptions.Count: > 0 } many ? many.InnerExceptions[0] : error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }

    [GeneratedRegex(@"inequivalent arg '(?<option>[^']+)' for queue .*: received (?:the value )?(?<asked>none|.*?) ?(?:of type '[a-z]+' )?but current is (?:the value )?(?<there>none|.*?)(?: of type '[a-z]+')?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Inequivalent();
}
