using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LogStats.Faults;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>
/// A connection to a server, from the first byte to the login. Whatever was asked for and cannot be had ends it: TLS that is
/// not offered, a certificate that is not believed, and text that somebody slipped in before TLS began.
/// </summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int Ready = 220;

    private readonly SmtpServer _server;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream _stream = Stream.Null;
    private SmtpLines _lines = new(Stream.Null);

    private SmtpConnection(SmtpServer server) => _server = server;

    public SmtpOffer Offer { get; private set; } = null!;

    /// <exception cref="LogStatsException">The server is away, is not believed, or does not let us in.</exception>
    public static async ValueTask<SmtpConnection> OpenAsync(SmtpServer server, CancellationToken stop)
    {
        SmtpConnection connection = new(server);
        try
        {
            await connection.BeginAsync(stop).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says a command and waits for the answer, but not for ever.</summary>
    /// <exception cref="LogStatsException">There is none, or the server takes its leave.</exception>
    public async ValueTask<SmtpReply> AskAsync(string command, CancellationToken stop)
    {
        string verb = command.Split(' ', ':')[0];
        await StepAsync(verb, _server.AnswerTimeout, limit => _lines.WriteAsync(command, limit), stop).ConfigureAwait(false);
        return await AnswerAsync(verb, _server.AnswerTimeout, stop).ConfigureAwait(false);
    }

    /// <summary>Sends the mail itself. A server may look through it before it answers, so it gets longer for that.</summary>
    public async ValueTask<SmtpReply> GiveAsync(ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        await _lines.WriteMailAsync(mail, block => StepAsync(
            "a part of a mail", _server.AnswerTimeout, limit => _lines.FlushAsync(block, limit), stop)).ConfigureAwait(false);
        return await AnswerAsync("a whole mail", 4 * _server.AnswerTimeout, stop).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private async ValueTask BeginAsync(CancellationToken stop)
    {
        await StepAsync("a connection", _server.ConnectTimeout,
            limit => _socket.ConnectAsync(_server.Host, _server.Port, limit), stop).ConfigureAwait(false);
        if (_server.Tls == MailTls.None && !IsNear(_socket))
        {
            throw Fail.SinkCertificate(_server.Name, "its name leads to another machine, and without TLS mails go to this one only",
                "Use STARTTLS or implicit TLS.");
        }

        _stream = new NetworkStream(_socket, ownsSocket: false);
        _lines = new SmtpLines(_stream);
        if (_server.Tls == MailTls.Implicit)
        {
            await SecureAsync(stop).ConfigureAwait(false);
        }

        Good(await AnswerAsync("the connection", _server.AnswerTimeout, stop).ConfigureAwait(false), "the connection");
        Offer = await GreetAsync(stop).ConfigureAwait(false);
        if (_server.Tls == MailTls.StartTls)
        {
            await StartTlsAsync(stop).ConfigureAwait(false);
        }

        if (_server.User is not null)
        {
            await SmtpLogin.RunAsync(_server, Offer, command => AskSecretAsync(command, stop)).ConfigureAwait(false);
        }
    }

    private async ValueTask StartTlsAsync(CancellationToken stop)
    {
        if (!Offer.StartTls)
        {
            throw Fail.SinkCertificate(_server.Name, "it offers no STARTTLS, and nothing is sent in clear",
                "Use implicit TLS if the server has that, often on port 465, or ask its administrator; somebody on the way may have taken the offer out.");
        }

        SmtpReply reply = await AskAsync("STARTTLS", stop).ConfigureAwait(false);
        if (reply.Code != Ready)
        {
            throw reply.MayPass
                ? Fail.SinkAway(_server.Name, $"it cannot begin TLS now ({reply})", "Mails go on once it can.")
                : Fail.SinkCertificate(_server.Name, $"it offers STARTTLS and then refuses it ({reply})", "Ask its administrator.");
        }

        // What came along before TLS began is nobody's: it would be taken for the first answer behind it.
        if (_lines.HasUnread)
        {
            throw Fail.SinkCertificate(_server.Name, "somebody put text into the connection before TLS began",
                "Look who is on the way to the server; use implicit TLS.");
        }

        await SecureAsync(stop).ConfigureAwait(false);
        Offer = await GreetAsync(stop).ConfigureAwait(false);
    }

    private async ValueTask SecureAsync(CancellationToken stop)
    {
        SslStream secure = new(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        SslClientAuthenticationOptions options = _server.Trust.Options(_server.Host);
        try
        {
            await StepAsync("TLS", _server.ConnectTimeout, limit => new ValueTask(secure.AuthenticateAsClientAsync(options, limit)), stop)
                .ConfigureAwait(false);
        }
        catch (AuthenticationException error)
        {
            throw _server.Trust.Fault(_server.Name, error);
        }

        _lines = new SmtpLines(secure);
    }

    private async ValueTask<SmtpOffer> GreetAsync(CancellationToken stop)
    {
        // By address, because a name without a domain is refused by many servers.
        IPAddress own = ((IPEndPoint)_socket.LocalEndPoint!).Address;
        own = own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : new IPAddress(own.GetAddressBytes());
        string name = own.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{own}]" : $"[{own}]";
        SmtpReply reply = await AskAsync($"EHLO {name}", stop).ConfigureAwait(false);
        Good(reply, "EHLO");
        return new SmtpOffer(reply);
    }

    private ValueTask<SmtpReply> AskSecretAsync(string command, CancellationToken stop)
        => _stream is SslStream ? AskAsync(command, stop) : throw new InvalidOperationException("A password would go over the line in clear.");

    private void Good(SmtpReply reply, string step)
    {
        if (!reply.IsGood)
        {
            throw reply.MayPass
                ? Fail.SinkAway(_server.Name, $"it answered {step} with {reply}", "Mails go on once it takes connections.")
                : Fail.SinkConnect(_server.Name, $"it answered {step} with {reply}", "Check that this machine may send mail there.");
        }
    }

    private async ValueTask<SmtpReply> AnswerAsync(string step, TimeSpan longest, CancellationToken stop)
    {
        SmtpReply? reply = null;
        await StepAsync(step, longest, async limit => reply = await _lines.ReadAsync(limit).ConfigureAwait(false), stop).ConfigureAwait(false);
        return reply!.Code == 421
            ? throw Fail.SinkAway(_server.Name, $"it takes its leave ({reply})", "Mails go on once it takes connections.")
            : reply;
    }

    private async ValueTask StepAsync(string step, TimeSpan longest, Func<CancellationToken, ValueTask> run, CancellationToken stop)
    {
        using CancellationTokenSource limit = new(longest, _server.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await run(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Fail.SinkTimeout(_server.Name, $"nothing came for {step} within {longest.TotalSeconds:0.##} s", "Check the server and the way to it.");
        }
        catch (InvalidDataException error)
        {
            throw Fail.SinkConnect(_server.Name, error.Message, "Check host and port; implicit TLS and STARTTLS have ports of their own.", error);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw Fail.SinkAway(_server.Name, Reason(error), "Check that the server runs and that its port can be reached.", error);
        }
    }

    private static string Reason(Exception error)
        => (error.InnerException is SocketException inner ? inner.Message : error.Message).TrimEnd('.');

    private static bool IsNear(Socket socket) => socket.RemoteEndPoint is IPEndPoint end
        && IPAddress.IsLoopback(end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address);
}
