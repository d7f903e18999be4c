using LogStats.Sinks.Json;

namespace LogStats.Sinks.Http;

/// <summary>Where and how rows are sent by HTTP.</summary>
public sealed record HttpSinkOptions
{
    /// <summary>The address, such as <c>https://host/v1/logs</c>. <c>{id}</c> in its path becomes the name of each message.</summary>
    public required Uri Address { get; init; }

    public HttpSinkMethod Method { get; init; }

    /// <summary>A JSON array, or a line for each row.</summary>
    public JsonForm Form { get; init; }

    /// <summary>
    /// How many rows a message has at most. 100 by default: such a message is shorter than 100 kB, which many servers take without
    /// having been told to take more.
    /// </summary>
    public int MessageSize { get; init; } = 100;

    /// <summary>What the server lets in, as <c>Authorization: Bearer</c>.</summary>
    public string? Token { get; init; }

    /// <summary>Headers that each request has. Their values are shown nowhere: one may be a key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether a token and headers may go over a network without TLS, where anybody on it can read them.</summary>
    public bool AllowUnencrypted { get; init; }

    /// <summary>Whether bodies are compressed, with gzip. Not every server takes that.</summary>
    public bool Compress { get; init; }

    /// <summary>SHA-256 of the public key of the server's certificate. Where it is given it alone decides.</summary>
    public string? CertificatePin { get; init; }

    /// <summary>A PEM file of authorities that are believed in place of the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file with the certificate that we show, where the server wants one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key, where that is in another file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>How long a request may take. 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What no wait is longer than that a server asks for. 30 seconds by default.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes rows that the server will never take; where there is none, such a row is a fault of its batch.</summary>
    public IRefusedRows? Refused { get; init; }

    /// <summary>The clock that waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where it is, and no secret.</summary>
    public override string ToString() => HttpAddress.Show(Address);
}
