namespace LogStats.Sinks.Sftp;

/// <summary>An archive whose files are forwarded, and how.</summary>
public sealed record ForwardOptions
{
    /// <summary>The directory of a receiver.</summary>
    public required string Directory { get; init; }

    public required SftpOptions Server { get; init; }

    /// <summary>Whether each source has a folder of its own over there; otherwise all files lie side by side.</summary>
    public bool BySource { get; init; }

    /// <summary>Whether manifests follow their files.</summary>
    public bool WithManifest { get; init; }

    /// <summary>How long is waited between two looks. A minute by default.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Told of each file that is there now; null for nobody. Comes from other threads.</summary>
    public Action<LogSftpReceipt>? Sent { get; init; }

    /// <summary>Told what went wrong while the rest goes on; null for nobody. Comes from other threads.</summary>
    public Action<Faults.LogStatsException>? Report { get; init; }

    /// <summary>Told that the server is there again; null for nobody.</summary>
    public Action<string>? Note { get; init; }

    public TimeProvider Clock => Server.Clock;
}
