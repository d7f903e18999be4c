using System.Net;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>Databases of places that were never there, in the networks that are kept for examples.</summary>
internal static class GeoSamples
{
    /// <summary>Small, with a record of every shape: with a place, without one, with a network, a mere text.</summary>
    public static MmdbWriter Places(int recordSize = 28) => new MmdbWriter(recordSize)
        .Add("192.0.2.0/24", Place("FR", "Grenoble", 45.1787, 5.7147, 64496, "Example Alps"))
        .Add("192.0.2.128/25", Place("FR", "Nice", 43.7031, 7.2661, 64496, "Example Alps"))
        .Add("198.51.100.0/24", Place("SE", "Linköping", 58.4167, 15.6167, 64497, "Example Nät"))
        .Add("203.0.113.0/24", new Dictionary<string, object> { ["country"] = new Dictionary<string, object> { ["iso_code"] = "US" } })
        .Add("203.0.113.8/32", new Dictionary<string, object> { ["city"] = "a mere text", ["country"] = new object[] { 1, 2 } })
        .Add("203.0.113.9/32", "a mere text")
        .Add("2001:db8::/32", Place("JP", "Kyoto", 35.0116, 135.7681, 64498, "Example Net"));

    /// <summary>The file that comes with the examples: cities for the addresses of their logs, and two networks.</summary>
    public static MmdbWriter Example() => new MmdbWriter { About = { ["database_type"] = "LogStats-Example" } }
        .Add("192.0.2.0/24", Place("FR", "Grenoble", 45.1787, 5.7147, 64496, "Example Alps"))
        .Add("192.0.2.45/32", Place("FR", "Nice", 43.7031, 7.2661, 64496, "Example Alps"))
        .Add("198.51.100.0/24", Place("SE", "Linköping", 58.4167, 15.6167, 64497, "Example Nät"))
        .Add("203.0.113.0/24", new Dictionary<string, object> { ["country"] = new Dictionary<string, object> { ["iso_code"] = "US" } })
        .Add("2001:db8::/32", Place("JP", "Kyoto", 35.0116, 135.7681, 64498, "Example Net"));

    /// <summary>
    /// As many networks as wanted, spread over all of IPv4, of which nothing is left out: each with one of 5,000 places in
    /// 60 countries, a few of which have most of the places, as it is.
    /// </summary>
    public static MmdbWriter Many(int networks, int recordSize = 28)
    {
        Random random = new(7);
        object[] places = [.. Enumerable.Range(0, Math.Min(5000, networks)).Select(index => Place(
            Country((int)(60 * Math.Pow(random.NextDouble(), 3))), $"City {index}", random.Next(-89, 89), random.Next(-179, 179), (uint)(64496 + index), $"Network {index}"))];
        MmdbWriter writer = new(recordSize);
        for (int first = 0; first < 256; first++)
        {
            writer.Add(new IPAddress([(byte)first, 0, 0, 0]), 8, places[random.Next(places.Length)]);
        }

        foreach ((uint address, int length) in Enumerable.Range(0, networks)
            .Select(index => ((uint)((index * (1L << 32) / networks) + random.Next(256)), random.Next(18, 29))).OrderBy(network => network.Item2))
        {
            writer.Add(new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]), length, places[random.Next(places.Length)]);
        }

        return writer.Add("1.0.0.0/24", places[0]);
    }

    private static string Country(int index) => $"{(char)('A' + (index % 26))}{(char)('A' + (index / 26))}";

    public static Dictionary<string, object> Place(string country, string city, double latitude, double longitude, uint asn, string organization) => new()
    {
        ["city"] = new Dictionary<string, object>
        {
            ["geoname_id"] = asn,
            ["names"] = new Dictionary<string, object> { ["de"] = city + " (de)", ["en"] = city },
        },
        ["continent"] = new Dictionary<string, object> { ["code"] = "XX", ["names"] = new Dictionary<string, object> { ["en"] = "Nowhere" } },
        ["country"] = new Dictionary<string, object> { ["is_in_european_union"] = true, ["iso_code"] = country },
        ["location"] = new Dictionary<string, object> { ["accuracy_radius"] = (ushort)20, ["latitude"] = latitude, ["longitude"] = longitude },
        ["subdivisions"] = new object[] { new Dictionary<string, object> { ["iso_code"] = "ARA" } },
        ["traits"] = new Dictionary<string, object> { ["autonomous_system_number"] = asn, ["autonomous_system_organization"] = organization },
    };
}
