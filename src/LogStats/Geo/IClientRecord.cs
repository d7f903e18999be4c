namespace LogStats.Geo;

/// <summary>A record that tells of a client: it can be told where that is, and what of it is to be hidden.</summary>
public interface IClientRecord
{
    string? ClientAddress { get; }

    /// <summary>Takes over what the location tells; what it does not tell stays as it is.</summary>
    void Locate(GeoLocation location);

    /// <summary>
    /// From here on the client's address is that of its network, and its host name is gone; a hash of the name stays if it
    /// is salted.
    /// </summary>
    void Anonymize();
}
