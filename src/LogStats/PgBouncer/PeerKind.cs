namespace LogStats.PgBouncer;

/// <summary>How the other end of a connection is written.</summary>
internal enum PeerKind : byte
{
    None,

    /// <summary>An address of IPv4 or IPv6, and a port.</summary>
    Address,

    /// <summary><c>unix:6432</c> or <c>unix(3512):6432</c>, with the process at the other end.</summary>
    Unix,
}
