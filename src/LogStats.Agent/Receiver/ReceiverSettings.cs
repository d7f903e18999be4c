using System.Net;
using LogStats.Batches;

namespace LogStats.Agent.Receiver;

/// <summary>How a receiver listens, and to whom.</summary>
internal sealed record ReceiverSettings
{
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    public string? TokenFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Authorities whose certificates a sender has to show one of; its name is its source.</summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>Certificates that these authorities took back.</summary>
    public string? RevokedFile { get; init; }

    /// <summary>From where batches of the old form are taken.</summary>
    public IReadOnlyList<IPNetwork> Upload { get; init; } = [];

    /// <summary>Whose word on where a request comes from is taken.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    public bool AllowUnencrypted { get; init; }

    public int LongestBatch { get; init; } = BatchWire.LongestBatch;

    /// <summary>How many bytes of bodies may be in memory at once.</summary>
    public long Memory { get; init; } = 32 << 20;

    public int MostConnections { get; init; } = 1_000;

    /// <summary>How long a connection, or a head of a request, may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
