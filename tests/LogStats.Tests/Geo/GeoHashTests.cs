using LogStats.Geo;

namespace LogStats.Tests.Geo;

public sealed class GeoHashTests
{
    /// <summary>The first two are what the replaced program stored for Grenoble and Nice.</summary>
    [Theory]
    [InlineData(45.1715, 5.7224, "u0h0fpnzj9ft")]
    [InlineData(43.7136, 7.2595, "spv0tjy4ntet")]
    [InlineData(57.64911, 10.40744, "u4pruydqqvj8")]
    [InlineData(90, 180, "zzzzzzzzzzzz")]
    [InlineData(-90, -180, "000000000000")]
    [InlineData(0, 0, "s00000000000")]
    [InlineData(90.1, 0, null)]
    [InlineData(0, -180.1, null)]
    [InlineData(double.NaN, 0, null)]
    [InlineData(0, double.PositiveInfinity, null)]
    public void Twelve_letters(double latitude, double longitude, string? hash) => Assert.Equal(hash, GeoHash.Of(latitude, longitude));
}
