namespace LogStats;

/// <summary>What statistics of an access log can be grouped by.</summary>
public enum ElfGroup : byte
{
    /// <summary>The request group that the rules name; without rules the first two segments of the path.</summary>
    Request,

    /// <summary>The path without its query.</summary>
    RequestPath,

    Method,

    Status,

    /// <summary>2xx, 3xx and so on.</summary>
    StatusClass,

    ClientAddress,

    UserName,

    /// <summary>The host that was asked for, or the server's name for itself.</summary>
    VirtualHost,

    UserAgent,

    Referer,

    Protocol,

    Cache,

    Upstream,

    /// <summary>The day, in the log's own zone.</summary>
    Day,

    /// <summary>The hour of that day.</summary>
    Hour,

    /// <summary>The minute of that hour.</summary>
    Minute,

    /// <summary>The client's country by its two letters; needs a geo database, as do the two that follow.</summary>
    Country,

    /// <summary>The client's city by its English name.</summary>
    City,

    /// <summary>The number of the client's autonomous system.</summary>
    Asn,
}
