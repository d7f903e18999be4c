using LogStats.Faults;
using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>What one database or several tell of an address, and that telling it again makes no object.</summary>
public sealed class GeoLookupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_not_in_a_record_stays_unknown()
    {
        using GeoLookup lookup = GeoLookup.Open([_folder.Write("a.mmdb", GeoSamples.Places().ToArray())]);
        Assert.Equal("Grenoble, FR, u0h1409340j5, AS64496 Example Alps", lookup.Find("192.0.2.7")?.ToString());
        Assert.Equal("Nice", lookup.Find("192.0.2.200")?.City);
        GeoLocation? country = lookup.Find("203.0.113.1");
        Assert.Equal(("US", null, null, null), (country?.Country, country?.City, country?.GeoHash, country?.Asn));
        Assert.Null(lookup.Find("203.0.113.8")); // A city that is no map, and a country that is a list.
        Assert.Null(lookup.Find("203.0.113.9")); // A record that is a mere text.
        Assert.Null(lookup.Find("10.0.0.1"));
        Assert.Null(lookup.Fault);
    }

    [Fact]
    public void The_first_database_that_knows_something_is_right()
    {
        string first = _folder.Write("1.mmdb", new MmdbWriter().Add("192.0.2.0/24", GeoSamples.Place("DE", "Ulm", 48.4, 10, 1, "One"))
            .Add("198.51.100.0/24", new Dictionary<string, object> { ["autonomous_system_number"] = 7u }).ToArray());
        string second = _folder.Write("2.mmdb", GeoSamples.Places(24).ToArray());
        using GeoLookup lookup = GeoLookup.Open([first, second]);
        Assert.Equal(("DE", "Ulm", 1L), (lookup.Find("192.0.2.1")?.Country, lookup.Find("192.0.2.1")?.City, lookup.Find("192.0.2.1")?.Asn));
        Assert.Equal(("SE", 7L, "Example Nät"), (lookup.Find("198.51.100.1")?.Country, lookup.Find("198.51.100.1")?.Asn, lookup.Find("198.51.100.1")?.AsnOrganization));
        Assert.Equal("JP", lookup.Find("2001:db8::1")?.Country);
    }

    [Fact]
    public void An_address_that_was_seen_before_and_one_that_is_unknown_make_no_object()
    {
        using GeoLookup lookup = GeoLookup.Open([_folder.Write("a.mmdb", GeoSamples.Places().ToArray())]);
        Assert.NotNull(lookup.Find("192.0.2.7"));
        Assert.Null(lookup.Find("10.0.0.1"));
        Assert.NotNull(lookup.Find("2001:db8::1"));
        Allocated.Nothing(() =>
        {
            for (int round = 0; round < 10_000; round++)
            {
                _ = lookup.Find("192.0.2.7"u8);
                _ = lookup.Find("192.0.2.8");
                _ = lookup.Find("10.0.0.1"u8);
                _ = lookup.Find("2001:db8::1"u8);
                _ = lookup.Find("h.example"u8);
            }
        });
    }

    [Fact]
    public void Threads_share_it()
    {
        string path = _folder.Write("a.mmdb", GeoSamples.Many(5000).ToArray());
        using GeoLookup shared = GeoLookup.Open([path]);
        using GeoLookup alone = GeoLookup.Open([path]);
        string?[] expected = [.. Enumerable.Range(0, 20_000).Select(index => alone.Find(new GeoAddress(0, (uint)index * 200_000, IsV4: true))?.ToString())];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (int index = 0; index < expected.Length; index++)
            {
                Assert.Equal(expected[index], shared.Find(new GeoAddress(0, (uint)index * 200_000, IsV4: true))?.ToString());
            }
        });
    }

    [Fact]
    public void None_and_too_many_files_are_refused()
    {
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => GeoLookup.Open([])).Id);
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => GeoLookup.Open([.. Enumerable.Repeat(ExampleLocations.Path, 9)])).Id);
    }

    [Fact]
    public void The_file_of_the_examples_is_the_one_that_the_writer_makes()
        => Assert.Equal(GeoSamples.Example().ToArray(), File.ReadAllBytes(ExampleLocations.Path));
}
