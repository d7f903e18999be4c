using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>The geo database of the examples, open for all tests.</summary>
internal static class ExampleLocations
{
    public static string Path { get; } = Repository.File("examples", "web", "clients.mmdb");

    public static ClientOptions Options { get; } = new() { Locations = GeoLookup.Open([Path]) };
}
