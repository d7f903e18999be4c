using System.Globalization;
using LogStats.Tests.Geo;

namespace LogStats.Bench;

/// <summary><c>generate-geo FILE [NETWORKS]</c>: a geo database of so many networks, or without a number that of the examples.</summary>
internal static class GenerateGeoVerb
{
    public static int Run(string file, string[] rest)
    {
        File.WriteAllBytes(file, (rest is [string networks] ? GeoSamples.Many(int.Parse(networks, CultureInfo.InvariantCulture)) : GeoSamples.Example()).ToArray());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length} bytes"));
        return 0;
    }
}
