using System.Net;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>Random networks, written by the tests' own writer: the tree answers as a look through the list does.</summary>
public sealed class GeoDatabaseTests : IDisposable
{
    private static readonly Gen<Net> s_v4 =
        from length in Gen.Choose(1, 32) from high in Gen.Choose(0, 0xFFFF) from low in Gen.Choose(0, 0xFFFF)
        select new Net(0, (ulong)(((long)high << 16) | (uint)low), length, IsV4: true);

    private static readonly Gen<Net> s_v6 =
        from length in Gen.Choose(2, 128) from high in Gen.Choose(0, 0xFFFF) from rest in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select new Net(0x2000_0000_0000_0000 | ((ulong)high << 32) | (uint)rest, ((ulong)(uint)rest << 32) | (uint)low, length, IsV4: false);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24, 4)]
    [InlineData(28, 4)]
    [InlineData(32, 4)]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    public void Look_ups_are_the_longest_network_that_fits(int recordSize, int ipVersion)
    {
        Gen<Net> net = ipVersion == 4 ? s_v4 : Gen.OneOf(s_v4, s_v6);
        Always.Holds(net.ArrayOf().Resize(60), nets =>
        {
            MmdbWriter writer = new(recordSize, ipVersion);
            Net[] wideFirst = [.. nets.Select(one => one.Masked()).DistinctBy(one => (one.High, one.Low, one.Depth)).OrderBy(one => one.Depth)];
            foreach (Net one in wideFirst)
            {
                writer.Add(one.Base(), one.Length, (uint)Array.IndexOf(wideFirst, one));
            }

            using GeoDatabase database = GeoDatabase.Open(_folder.Write($"{Guid.NewGuid():N}.mmdb", writer.ToArray()));
            foreach (GeoAddress address in wideFirst.SelectMany(one => one.Near()).Where(one => ipVersion == 6 || one.IsV4))
            {
                int expected = Array.FindLastIndex(wideFirst, one => one.Has(in address));
                long place = database.Find(in address);
                Assert.Equal(expected, place < 0 ? -1 : (int)(ulong)database.Value(place));
            }
        }, Always.Shorter, 60);
    }

    [Fact]
    public void All_kinds_of_values_come_back()
    {
        Dictionary<string, object> all = new()
        {
            ["text"] = "grüße",
            ["long text"] = new string('x', 70_000 / 2),
            ["double"] = -42.5,
            ["float"] = 1.25f,
            ["truth"] = true,
            ["untruth"] = false,
            ["bytes"] = new byte[] { 0, 1, 255 },
            ["int"] = -7,
            ["uint16"] = ushort.MaxValue,
            ["uint32"] = uint.MaxValue,
            ["uint64"] = ulong.MaxValue,
            ["uint128"] = UInt128.MaxValue,
            ["list"] = new object[] { "grüße", 1u, new object[] { } },
            ["map"] = new Dictionary<string, object> { ["text"] = "grüße" },
        };
        using GeoDatabase database = GeoDatabase.Open(_folder.Write("all.mmdb", new MmdbWriter(24, 4).Add("0.0.0.0/1", all).ToArray()));
        Assert.True(GeoAddress.TryParse("1.2.3.4", out GeoAddress address));
        Dictionary<string, object> read = Assert.IsType<Dictionary<string, object>>(database.Value(database.Find(in address)));
        Assert.Equal(all.Keys.Order(), read.Keys.Order());
        foreach ((string name, object value) in all.Where(pair => pair.Key is not ("uint16" or "uint32" or "list" or "map")))
        {
            Assert.Equal(value, read[name]);
        }

        Assert.Equal(((ulong)ushort.MaxValue, (ulong)uint.MaxValue), ((ulong)read["uint16"], (ulong)read["uint32"]));
        Assert.Equal(["grüße", 1UL, new List<object>()], Assert.IsType<List<object>>(read["list"]));
        Assert.Equal("grüße", Assert.IsType<Dictionary<string, object>>(read["map"])["text"]);
    }

    [Fact]
    public void Blocks_are_joined_where_a_value_goes_over_a_border()
    {
        MmdbWriter writer = new(28, 4);
        object[] texts = [.. Enumerable.Range(0, 3000).Select(index => (object)$"{index:0000} {new string((char)('a' + (index % 26)), index % 60)}")];
        for (int index = 0; index < texts.Length; index++)
        {
            writer.Add(new IPAddress([10, 0, (byte)(index >> 8), (byte)index]), 32, texts[index]);
        }

        using GeoDatabase database = GeoDatabase.Open(_folder.Write("long.mmdb", writer.ToArray()));
        for (uint index = 0; index < texts.Length; index++)
        {
            Assert.Equal(texts[index], database.Value(database.Find(new GeoAddress(0, 0x0A000000 | index, IsV4: true))));
        }
    }

    private sealed record Net(ulong High, ulong Low, int Length, bool IsV4)
    {
        /// <summary>In the tree of IPv6.</summary>
        public int Depth => IsV4 ? Length + 96 : Length;

        public UInt128 Number => new(High, Low);

        private UInt128 Mask => Depth == 0 ? 0 : UInt128.MaxValue << (128 - Depth);

        public Net Masked()
        {
            UInt128 masked = Number & Mask;
            return this with { High = (ulong)(masked >> 64), Low = (ulong)masked };
        }

        public bool Has(in GeoAddress address) => (new UInt128(address.High, address.Low) & Mask) == Number && (!IsV4 || address.High == 0);

        public IPAddress Base()
        {
            byte[] bytes = new byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Number);
            return IsV4 ? new IPAddress(bytes.AsSpan(12)) : new IPAddress(bytes);
        }

        /// <summary>Its ends, and the addresses beside them.</summary>
        public IEnumerable<GeoAddress> Near()
        {
            UInt128 last = Number | ~Mask;
            foreach (UInt128 number in (UInt128[])[Number, last, Number - 1, last + 1, Number + ((last - Number) / 2)])
            {
                if (!IsV4)
                {
                    yield return new GeoAddress((ulong)(number >> 64), (ulong)number, IsV4: false);
                }
                else if (number <= uint.MaxValue)
                {
                    yield return new GeoAddress(0, (ulong)number, IsV4: true);
                }
            }
        }
    }
}
