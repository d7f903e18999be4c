using System.Net;
using LogStats.Faults;
using LogStats.Sinks.Tls;
using RabbitMQ.Client;

namespace LogStats.Sinks.RabbitMq;

/// <summary>A broker, its options checked, and the way to connect to it.</summary>
internal sealed class RabbitMqServer
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;
    private const string Guest = "guest";

    /// <exception cref="LogStatsException">They do not go together, or would let the password be read on the way.</exception>
    public RabbitMqServer(RabbitMqServerOptions options)
    {
        Options = options;
        Shown = Name(options);
        Trust = new TlsTrust(options.CertificatePin, options.AuthorityFile);
        if (!options.UseTls && (options.AuthorityFile ?? options.CertificatePin ?? options.ClientCertificate) is not null)
        {
            throw Fail.Value("the connection to RabbitMQ", Shown, "TLS (amqps, -UseTls) where certificates are spoken of");
        }

        if (!options.UseTls && !IsHere(options.Host))
        {
            throw Fail.SinkConnect(Shown, "without TLS the password, and all that is sent, could be read on the way",
                "Use TLS: amqps, or -UseTls. Only a broker on this machine is spoken to without.");
        }

        if (options.User is not null && options.Password is null)
        {
            throw Fail.SecretNotFound(options.User, "a user was named, and not where the password is",
                "Name it with password-file=FILE or password-env=NAME, or give -Credential.");
        }
    }

    public RabbitMqServerOptions Options { get; }

    /// <summary>What became of its certificate.</summary>
    public TlsTrust Trust { get; }

    /// <summary>Its address, without user and password.</summary>
    public string Shown { get; }

    public static string Name(RabbitMqServerOptions options)
    {
        string host = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
        string port = options.Port is { } number && number != (options.UseTls ? TlsPort : PlainPort) ? $":{number}" : "";
        return $"{(options.UseTls ? "amqps" : "amqp")}://{host}{port}{(options.VirtualHost == "/" ? "" : $"/{Uri.EscapeDataString(options.VirtualHost)}")}";
    }

    /// <exception cref="LogStatsException">It cannot be reached, or lets nobody in.</exception>
    public async Task<IConnection> ConnectAsync(CancellationToken stop)
    {
        try
        {
            return await Factory().CreateConnectionAsync(stop).ConfigureAwait(false);
        }
        catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error) && !stop.IsCancellationRequested)
        {
            throw RabbitMqFaults.Of(this, error, connecting: true);
        }
    }

    private ConnectionFactory Factory()
    {
        ConnectionFactory factory = new()
        {
            HostName = Options.Host,
            Port = Options.Port ?? (Options.UseTls ? TlsPort : PlainPort),
            VirtualHost = Options.VirtualHost,
            UserName = Options.User ?? Guest,
            Password = Options.User is null ? Guest : Options.Password!(),
            ClientProvidedName = "LogStats",
            // There is one way back after a break, and it is the caller's: it knows what was not confirmed.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = Options.Heartbeat,
            RequestedConnectionTimeout = Options.ConnectTimeout,
            HandshakeContinuationTimeout = Options.ConnectTimeout,
            ContinuationTimeout = Options.Timeout,
        };
        if (Options.UseTls)
        {
            factory.Ssl = new SslOption
            {
                Enabled = true,
                ServerName = Options.Host,
                CertificateValidationCallback = (_, certificate, chain, errors) => Trust.Check(certificate, chain, errors),
            };
            if (Options.ClientCertificate is { } file)
            {
                factory.Ssl.Certs = [CertificateFile.ReadOwn(file, keyPath: null).TargetCertificate];
                if (Options.User is null)
                {
                    factory.AuthMechanisms = [new ExternalMechanismFactory()];
                }
            }
        }

        return factory;
    }

    private static bool IsHere(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
