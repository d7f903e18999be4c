using LogStats.Sinks.Retry;

namespace LogStats.Sinks.Ship;

/// <summary>Where lines are sent to, and how.</summary>
public sealed record ShipOptions
{
    /// <summary>The receiver, such as <c>https://host:5001</c>.</summary>
    public required Uri Address { get; init; }

    public ShipProtocol Protocol { get; init; }

    /// <summary>What this machine is called where the receiver is told so by the sender itself (<see cref="ShipProtocol.Upload"/>).</summary>
    public string? HostName { get; init; }

    /// <summary>What the receiver knows this source by, as <c>Authorization: Bearer</c>.</summary>
    public string? Token { get; init; }

    /// <summary>Whether a token may go over a network without TLS, where anybody on it can read it.</summary>
    public bool AllowUnencrypted { get; init; }

    /// <summary>SHA-256 of the public key of the receiver's certificate. Where it is given it alone decides.</summary>
    public string? CertificatePin { get; init; }

    /// <summary>A PEM file of authorities that are believed in place of the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file with the certificate that we show, where the receiver wants one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key, where that is in another file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether lines are compressed, with gzip.</summary>
    public bool Compress { get; init; }

    /// <summary>How many lines a batch has at most. 10,000 by default.</summary>
    public int BatchLines { get; init; } = ShipDefaults.BatchLines;

    /// <summary>After so many bytes a batch is full. 4 MB by default.</summary>
    public int BatchBytes { get; init; } = ShipDefaults.BatchBytes;

    /// <summary>How many bytes of lines are held at most, about. Beyond that nothing more is read until some were answered. 32 MB by default.</summary>
    public long Budget { get; init; } = ShipDefaults.Budget;

    /// <summary>How many requests are under way at once, of each file one. 4 by default.</summary>
    public int Connections { get; init; } = ShipDefaults.Connections;

    /// <summary>How long a line waits for others to go with it. 0.1 s by default.</summary>
    public TimeSpan Linger { get; init; } = ShipDefaults.Linger;

    /// <summary>How long a request may take. 60 s by default.</summary>
    public TimeSpan Timeout { get; init; } = ShipDefaults.Timeout;

    /// <summary>How often a receiver that is away is asked in a row, and how long is waited between. For ever by default.</summary>
    public RetryOptions Retry { get; init; } = new() { Tries = int.MaxValue };

    /// <summary>A line that holds all of these is passed over, and counted. None by default.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>A folder where batches wait while the receiver is away, so that their logs may go; null: they stay in their logs.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>How many bytes may wait there. 1 GB by default.</summary>
    public long SpoolLimit { get; init; } = 1L << 30;

    /// <summary>Told of what happens on the way; null for nobody.</summary>
    public Action<ShipEvent>? Tell { get; init; }

    /// <summary>Told of each batch that the receiver has; null for nobody.</summary>
    public Action<LogBatchReceipt>? Stored { get; init; }

    /// <summary>The clock that waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where it is, and no secret.</summary>
    public override string ToString() => Http.HttpAddress.Show(Address);
}
