using System.Globalization;
using System.Text;

namespace LogStats;

/// <summary>Where an address is, and whose network it is in. What the database does not tell is null.</summary>
public sealed class GeoLocation
{
    private byte[]? _countryKey;
    private byte[]? _cityKey;
    private byte[]? _asnKey;

    /// <summary>The country by its two letters (ISO 3166-1).</summary>
    public string? Country { get; init; }

    /// <summary>The city by its English name.</summary>
    public string? City { get; init; }

    /// <summary>The place as a geohash of twelve letters.</summary>
    public string? GeoHash { get; init; }

    /// <summary>The number of the autonomous system.</summary>
    public long? Asn { get; init; }

    /// <summary>Whose that is.</summary>
    public string? AsnOrganization { get; init; }

    internal bool IsEmpty => Country is null && City is null && GeoHash is null && Asn is null && AsnOrganization is null;

    /// <summary>The same as bytes, for groups; made once.</summary>
    internal ReadOnlySpan<byte> CountryKey => _countryKey ??= Encoding.UTF8.GetBytes(Country ?? "");

    internal ReadOnlySpan<byte> CityKey => _cityKey ??= Encoding.UTF8.GetBytes(City?.ReplaceLineEndings(" ") ?? "");

    internal ReadOnlySpan<byte> AsnKey => _asnKey ??= Encoding.UTF8.GetBytes(Asn?.ToString(CultureInfo.InvariantCulture) ?? "");

    public override string ToString() => string.Join(", ", new[] { City, Country, GeoHash, Asn is null ? null : $"AS{Asn} {AsnOrganization}".TrimEnd() }.OfType<string>());
}
