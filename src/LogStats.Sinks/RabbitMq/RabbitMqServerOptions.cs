namespace LogStats.Sinks.RabbitMq;

/// <summary>Where a broker is, how the way to it is kept secret, and who logs in.</summary>
public sealed record RabbitMqServerOptions
{
    /// <summary>The name or address of the broker.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>5672, or 5671 with TLS, if left out.</summary>
    public int? Port { get; init; }

    public string VirtualHost { get; init; } = "/";

    /// <summary>
    /// Who logs in. If left out, whoever the client certificate names, and without one the broker's own guest, who gets in from
    /// the same machine only.
    /// </summary>
    public string? User { get; init; }

    /// <summary>Asked each time a connection is made.</summary>
    public Func<string>? Password { get; init; }

    /// <summary>Without it only a broker on this machine is spoken to.</summary>
    public bool UseTls { get; init; }

    /// <summary>A file with certificates in PEM of the authority that signed the broker's; the system's authorities if left out.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>
    /// SHA-256 of the public key of the broker's certificate, in hex or base64. Where it is given it alone decides.
    /// </summary>
    public string? CertificatePin { get; init; }

    /// <summary>A file in PEM with a certificate and its key, for a broker that asks for one.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>How long to wait for a connection. 10 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may confirm nothing of what is under way. 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After what silence either side takes the other for gone. Both say that they are there at half of it, on a thread of their
    /// own: how long a log is read between two batches makes no difference. 60 seconds by default.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock that waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where it is, and no secret.</summary>
    public override string ToString() => RabbitMqServer.Name(this);
}
