namespace LogStats;

/// <summary>What statistics of flows can be grouped by.</summary>
public enum TstatGroup : byte
{
    /// <summary>The day on which a flow began.</summary>
    Day,

    /// <summary>The hour of that day.</summary>
    Hour,

    /// <summary>The address that sent.</summary>
    Source,

    /// <summary>The address that received.</summary>
    Destination,

    /// <summary>The network that sent: /24 of IPv4, /48 of IPv6, or of another length if one was asked for.</summary>
    SourceNetwork,

    /// <summary>The network that received.</summary>
    DestinationNetwork,

    /// <summary>The server's port, whichever way the bytes went.</summary>
    Port,

    Protocol,

    Direction,

    /// <summary>The server's name: as the client asked for it in TLS, else as it was looked up in DNS.</summary>
    ServerName,
}
