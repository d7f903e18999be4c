namespace LogStats.Elf;

/// <summary>What a piece of an access log's line tells. What has no name here is <see cref="Extra"/>, under its own name.</summary>
internal enum ElfField : byte
{
    /// <summary>Read over.</summary>
    None,

    /// <summary>A part of the time; several parts make one.</summary>
    Time,

    Client,
    ClientPort,

    /// <summary>Client and port in one, <c>192.0.2.1:4711</c> or <c>[2001:db8::1]:4711</c>.</summary>
    ClientAndPort,

    Ident,
    User,

    /// <summary>The whole request line: method, target and protocol.</summary>
    Request,

    Method,

    /// <summary>Path and query as the client sent them.</summary>
    Target,

    Path,

    /// <summary>With or without its question mark.</summary>
    Query,

    Protocol,
    Status,

    /// <summary>Bytes sent, without headers where the server tells both.</summary>
    SentBytes,

    /// <summary>Bytes sent, headers included; stands in for <see cref="SentBytes"/> where that is not logged.</summary>
    TotalSentBytes,

    ReceivedBytes,

    /// <summary>From the first byte of the request to the last of the answer.</summary>
    Latency,

    FirstByte,

    /// <summary>Of one upstream or a list of them.</summary>
    UpstreamLatency,

    Upstream,
    UpstreamStatus,
    Referer,
    Agent,

    /// <summary>The host that was asked for, or the server's name for itself.</summary>
    Host,

    ServerPort,
    Scheme,
    Cache,
    RequestId,

    /// <summary>A part of the latency: all of these together make it, as ALB writes it.</summary>
    LatencyPart,

    /// <summary>This and higher: named fields of a format, in the order of its pieces.</summary>
    Extra,
}
