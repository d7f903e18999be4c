namespace LogStats.Geo;

/// <summary>A client as statistics see it: its address, cut down where that was asked for, and where it is.</summary>
internal readonly ref struct LocatedClient(ReadOnlySpan<byte> address, GeoLocation? location, int country)
{
    public ReadOnlySpan<byte> Address { get; } = address;

    public GeoLocation? Location { get; } = location;

    /// <summary>The country's number in <see cref="CountryCounts"/>.</summary>
    public int Country { get; } = country;
}
