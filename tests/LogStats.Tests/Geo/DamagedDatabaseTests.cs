using LogStats.Faults;
using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>Whatever a file holds: an answer or one kind of fault comes of it, soon, in little memory, and nothing else.</summary>
public sealed class DamagedDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static readonly GeoAddress[] s_addresses = [.. Addresses()];

    public static TheoryData<string> BadFiles => MaxMindFiles.Exist ? [.. MaxMindFiles.Bad.Order(StringComparer.Ordinal)] : [""];

    public void Dispose() => _folder.Dispose();

    [MaxMindTheory]
    [MemberData(nameof(BadFiles))]
    public void Files_that_broke_other_readers(string path)
    {
        long allocated = Allocated.Bytes(() => Try(path));
        Assert.InRange(allocated, 0, 50 << 20);
    }

    [MaxMindFact]
    public void All_of_them_are_here() => Assert.Equal(21, MaxMindFiles.Bad.Count());

    [MaxMindFact]
    public void Test_databases_good_and_broken()
    {
        foreach (string path in MaxMindFiles.Good)
        {
            Try(path);
        }
    }

    [Fact]
    public void A_good_file_cut_at_every_64th_byte()
    {
        byte[] good = GeoSamples.Places().ToArray();
        for (int length = 0; length < good.Length; length += 64)
        {
            Assert.NotNull(Try(_folder.Write("cut.mmdb", good[..length])));
        }

        Assert.Null(Try(_folder.Write("whole.mmdb", good)));
    }

    [MaxMindFact]
    public void A_real_file_cut_at_every_64th_byte()
    {
        byte[] good = File.ReadAllBytes(MaxMindFiles.PathOf("GeoLite2-City-Test"));
        for (int length = 0; length < good.Length; length += 64)
        {
            Assert.NotNull(Try(_folder.Write("cut.mmdb", good[..length])));
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void Bytes_changed_at_random(int recordSize)
    {
        byte[] good = GeoSamples.Places(recordSize).ToArray();
        Random random = new(recordSize);
        int faults = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] bad = [.. good];
            for (int change = random.Next(1, 12); change > 0; change--)
            {
                // Half of the changes go to the description, which is a small part of the file.
                int at = random.Next(2) == 0 ? random.Next(bad.Length) : bad.Length - 1 - random.Next(300);
                bad[at] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(bad[at] ^ (1 << random.Next(8)));
            }

            faults += Try(_folder.Write("bad.mmdb", bad)) is null ? 0 : 1;
        }

        Assert.InRange(faults, 100, 2999);
    }

    [MaxMindTheory]
    [InlineData("GeoIP2-City-Test")]
    [InlineData("MaxMind-DB-test-decoder")]
    [InlineData("GeoIP2-ISP-Test")]
    public void Bytes_of_a_real_file_changed_at_random(string name)
    {
        byte[] good = File.ReadAllBytes(MaxMindFiles.PathOf(name));
        Random random = new(name.Length);
        for (int round = 0; round < 1000; round++)
        {
            byte[] bad = [.. good];
            for (int change = random.Next(1, 40); change > 0; change--)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            Try(_folder.Write("bad.mmdb", bad));
        }
    }

    [Fact]
    public void Five_gigabytes_of_nothing_are_not_read()
    {
        string path = _folder.File("sparse.mmdb");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(5L << 30);
        }

        Assert.InRange(Allocated.Bytes(() => Assert.NotNull(Try(path))), 0, 8 << 20);

        // The same with a description that says that all of it is a tree.
        byte[] description = GeoSamples.Places().ToArray();
        int marker = description.AsSpan().LastIndexOf("MaxMind.com"u8) - 3;
        using (FileStream file = new(path, FileMode.Append))
        {
            MmdbWriter large = new(recordSize: 32) { About = { ["node_count"] = (uint)((5L << 30) / 8) - 2, ["record_size"] = (ushort)32 } };
            byte[] bytes = large.ToArray();
            file.Write(bytes.AsSpan(bytes.AsSpan().LastIndexOf("MaxMind.com"u8) - 3));
        }

        Assert.True(marker > 0);
        Assert.InRange(Allocated.Bytes(() => Try(path)), 0, 50 << 20);
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_used_is_given_up_and_says_so()
    {
        string path = _folder.Write("large.mmdb", GeoSamples.Many(20_000).ToArray());
        using GeoLookup lookup = GeoLookup.Open([path]);
        Assert.NotNull(lookup.Find("1.0.0.1"));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(5000);
        }

        for (uint step = 0; step < 5000; step++)
        {
            _ = lookup.Find(new GeoAddress(0, step * 800_000, IsV4: true));
        }

        Assert.Equal(FaultId.GeoDatabaseInvalid, lookup.Fault?.Id);
        Assert.Contains("renaming", lookup.Remark, StringComparison.Ordinal);
        Assert.Null(lookup.Find("1.0.0.1"));
    }

    [Fact]
    public void A_file_that_is_replaced_by_renaming_is_read_on_as_it_was()
    {
        string path = _folder.Write("geo.mmdb", GeoSamples.Many(20_000).ToArray());
        using GeoLookup lookup = GeoLookup.Open([path]);
        File.Move(_folder.Write("new.mmdb", GeoSamples.Places().ToArray()), path, overwrite: true);
        for (uint step = 0; step < 5000; step++)
        {
            _ = lookup.Find(new GeoAddress(0, step * 800_000, IsV4: true));
        }

        Assert.Null(lookup.Fault);
        using GeoLookup anew = GeoLookup.Open([path]);
        Assert.Equal("FR", anew.Find("192.0.2.7")?.Country);
    }

    [Fact]
    public void What_is_no_file_at_all_says_what_it_is()
    {
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => GeoLookup.Open([_folder.File("none.mmdb")])).Id);
        Assert.Equal(FaultId.GeoDatabaseInvalid, Assert.Throws<LogStatsException>(() => GeoLookup.Open([_folder.Path])).Id);
        LogStatsException text = Assert.Throws<LogStatsException>(() => GeoLookup.Open([_folder.Write("x.mmdb", "no database")]));
        Assert.Equal(FaultId.GeoDatabaseInvalid, text.Id);
        Assert.Contains("MaxMind's format", text.Message, StringComparison.Ordinal);
    }

    /// <summary>Opens it and looks up many addresses, as whole records too. The fault, if there was one; anything else is thrown.</summary>
    private static LogStatsException? Try(string path)
    {
        try
        {
            using GeoDatabase database = GeoDatabase.Open(path);
            LogStatsException? first = null;
            foreach (GeoAddress address in s_addresses)
            {
                try
                {
                    long place = database.Find(in address);
                    if (place >= 0)
                    {
                        GeoFields fields = new();
                        database.Read(place, ref fields);
                        _ = fields.Location();
                        _ = database.Value(place);
                    }
                }
                catch (LogStatsException fault) when (fault.Id == FaultId.GeoDatabaseInvalid)
                {
                    first ??= fault;
                }
            }

            return first;
        }
        catch (LogStatsException fault) when (fault.Id == FaultId.GeoDatabaseInvalid)
        {
            return fault;
        }
    }

    private static IEnumerable<GeoAddress> Addresses()
    {
        foreach (string known in (string[])["192.0.2.7", "198.51.100.1", "2001:db8::1", "2001:db8:1::7", "81.2.69.160", "1.1.1.1", "2.125.160.216", "89.160.20.112", "::", "::1:ffff:ffff"])
        {
            Assert.True(GeoAddress.TryParse(known, out GeoAddress address));
            yield return address;
        }

        for (uint step = 0; step < 128; step++)
        {
            yield return new GeoAddress(0, step << 25, IsV4: true);
            yield return new GeoAddress((ulong)step << 57, step, IsV4: false);
        }
    }
}
