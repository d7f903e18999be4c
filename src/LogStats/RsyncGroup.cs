namespace LogStats;

/// <summary>What statistics of an rsync log can be grouped by.</summary>
public enum RsyncGroup : byte
{
    /// <summary>The day, in the log's own zone.</summary>
    Day,

    /// <summary>The hour of that day.</summary>
    Hour,

    Module,

    UserName,

    HostName,

    /// <summary>The client's network: /24 of IPv4, /48 of IPv6.</summary>
    Network,

    Operation,

    /// <summary>The file, from per-file lines.</summary>
    Path,

    /// <summary>The client's country by its two letters; needs a geo database, as do the two that follow.</summary>
    Country,

    /// <summary>The client's city by its English name.</summary>
    City,

    /// <summary>The number of the client's autonomous system.</summary>
    Asn,
}
