using LogStats.Faults;

namespace LogStats.Geo;

/// <summary>What is to be found out about clients, and what of them is to be hidden.</summary>
public sealed record ClientOptions
{
    /// <summary>Tells where clients are; null for nothing.</summary>
    public GeoLookup? Locations { get; init; }

    /// <summary>
    /// Addresses become those of their networks, /24 of IPv4 and /48 of IPv6, and host names are left out. Where clients
    /// are is looked up before, and filters see what the log has.
    /// </summary>
    public bool Anonymize { get; init; }

    /// <summary>Goes into the hashes of host names; null for plain ones.</summary>
    public HostSalt? Salt { get; init; }

    /// <summary>Locates the client of a record, and hides what is to be hidden.</summary>
    public void Apply(IClientRecord record)
    {
        if (Locations?.Find(record.ClientAddress) is { } location)
        {
            record.Locate(location);
        }

        if (Anonymize)
        {
            record.Anonymize();
        }
    }

    /// <summary>The address of the network that an address is in; null for what is no address, such as a host name.</summary>
    public static string? Truncated(string? address)
        => address is not null && GeoAddress.TryParse(address, out GeoAddress parsed) ? parsed.Truncated().ToString() : null;
}
