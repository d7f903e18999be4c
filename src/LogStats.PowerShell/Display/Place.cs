using System.Globalization;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>Where a client is, on one line.</summary>
internal static class Place
{
    /// <summary>Nothing where nothing is known.</summary>
    public static string Text(string? country, string? city, long? asn, string? geoHash)
    {
        string?[] parts = [city, country, asn is null ? null : $"AS{asn.Value.ToString(CultureInfo.InvariantCulture)}", geoHash];
        return LineText.Show(string.Join(", ", parts.OfType<string>()));
    }
}
