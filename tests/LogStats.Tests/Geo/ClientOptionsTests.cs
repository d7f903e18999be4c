using System.Text;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Geo;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Tests.Infrastructure;
using LogStats.Tests.Rsync;

namespace LogStats.Tests.Geo;

/// <summary>What records and statistics tell of clients: where they are, and, where it was asked for, no more than their networks.</summary>
public sealed class ClientOptionsTests : IDisposable
{
    private const string Web = """
        192.0.2.7 - - [20/Nov/2026:10:00:00 +0100] "GET /a HTTP/1.1" 200 5 "-" "-"
        192.0.2.8 - - [20/Nov/2026:10:00:01 +0100] "GET /a HTTP/1.1" 200 5 "-" "-"
        2001:db8:1:2::3 - - [20/Nov/2026:10:00:02 +0100] "GET /b HTTP/1.1" 404 5 "-" "-"
        h.example - - [20/Nov/2026:10:00:03 +0100] "GET /b HTTP/1.1" 200 5 "-" "-"
        10.0.0.1 - - [20/Nov/2026:10:00:04 +0100] "GET /b HTTP/1.1" 200 5 "-" "-"

        """;

    private const string Rsync = """
        2024/05/01 03:28:03 [1] connect from h.example (192.0.2.4)
        2024/05/01 03:28:03 [1] rsync on pub/a from u@h.example (192.0.2.4)
        2024/05/01 03:28:09 [1] send h.example [192.0.2.4] pub (u) a 7
        2024/05/01 03:28:09 [1] sent 184494 bytes  received 1024 bytes  total size 19609565
        2024/05/01 03:29:09 [2] rsync denied on module priv from g.example (203.0.113.77)

        """;

    private static readonly HostSalt s_salt = HostSalt.Of("a test", "salt");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Requests_are_located()
    {
        ElfRecord[] all = Requests(ExampleLocations.Options);
        Assert.Equal(["FR Grenoble u0h1409340j5 64496", "FR Grenoble u0h1409340j5 64496", "JP Kyoto xn0x1mxm652c 64498", "   ", "   "],
            all.Select(item => $"{item.Country} {item.City} {item.GeoHash} {item.Asn}"));
        Assert.Equal("192.0.2.7", all[0].ClientAddress);
    }

    [Fact]
    public void Requests_are_located_before_their_addresses_are_cut_down()
    {
        ElfRecord[] all = Requests(ExampleLocations.Options with { Anonymize = true });
        Assert.Equal(["192.0.2.0 FR", "192.0.2.0 FR", "2001:db8:1:: JP", " ", "10.0.0.0 "], all.Select(item => $"{item.ClientAddress} {item.Country}"));
        string row = JsonRow.Of(all[0]);
        Assert.Contains("192.0.2.0", row, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.7", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_see_networks_too()
    {
        ElfStatistics statistics = Measure(ExampleLocations.Options with { Anonymize = true }, [ElfGroup.ClientAddress], [ElfGroup.Country]);
        Assert.Equal(["192.0.2.0 2", "(none) 1", "10.0.0.0 1", "2001:db8:1:: 1"], statistics.Groupings[0].Rows.Select(row => $"{row.Name} {row.Calls}"));
        Assert.Equal(["(none) 2", "FR 2", "JP 1"], statistics.Groupings[1].Rows.Select(row => $"{row.Name} {row.Calls}"));
        Assert.Equal(4, statistics.Total.Clients);
        Assert.Equal("[(none), 2],[FR, 2],[JP, 1]", string.Join(',', statistics.Total.Countries));
        Assert.Empty(Measure(new ClientOptions(), [ElfGroup.Status]).Total.Countries);
    }

    [Fact]
    public void Filters_see_what_the_log_has()
    {
        ElfReader reader = new(new ElfOptions
        {
            Clients = new ClientOptions { Anonymize = true },
            Filter = new ElfFilter { ClientAddresses = ["192.0.2.8"] },
        }, RsyncLog.Clock);
        ElfRecord only = Assert.Single(reader.Read(Input(Web)).SelectMany(batch => batch.ToArray()));
        Assert.Equal("192.0.2.0", only.ClientAddress);
    }

    [Fact]
    public void Records_of_rsync_are_located_and_anonymized()
    {
        RsyncEvent plain = Transfer(ExampleLocations.Options);
        Assert.Equal(("FR", "Grenoble", 64496L, "192.0.2.4", "h.example"), (plain.Country, plain.City, plain.Asn, plain.ClientAddress, plain.HostName));
        RsyncEvent hidden = Transfer(ExampleLocations.Options with { Anonymize = true });
        Assert.Equal(("FR", "Grenoble", 64496L, "192.0.2.0", null, null),
            (hidden.Country, hidden.City, hidden.Asn, hidden.ClientAddress, hidden.HostName, hidden.HostHash));
        Assert.DoesNotContain("h.example", JsonRow.Of(hidden), StringComparison.Ordinal);
    }

    [Fact]
    public void A_salted_hash_stays_and_is_another_one()
    {
        RsyncEvent salted = Transfer(new ClientOptions { Salt = s_salt });
        RsyncEvent hidden = Transfer(new ClientOptions { Salt = s_salt, Anonymize = true });
        Assert.Equal(s_salt.Hash("h.example"), salted.HostHash);
        Assert.Equal((s_salt.Hash("h.example"), null), (hidden.HostHash, hidden.HostName));
        Assert.NotEqual(new RsyncEvent { HostName = "h.example" }.HostHash, salted.HostHash);
        Assert.Equal("xYy8sLPEVmzy", s_salt.Hash("resif-vm30.ujf-grenoble.fr"));
    }

    [Fact]
    public void Statistics_of_rsync_by_country()
    {
        RsyncMeasure measure = new(
            new RsyncOptions { Clients = ExampleLocations.Options with { Anonymize = true } }, [[RsyncGroup.Country], [RsyncGroup.HostName], [RsyncGroup.City, RsyncGroup.Asn]], RsyncLog.Clock);
        measure.Add(Input(Rsync));
        RsyncStatistics statistics = measure.Finish();
        Assert.Equal(["FR 1 0", "US 0 1"], statistics.Groupings[0].Rows.Select(row => $"{row.Country} {row.Transfers} {row.Denied}"));
        Assert.Equal(["(none)"], statistics.Groupings[1].Rows.Select(row => row.Name));
        Assert.Equal(["Grenoble, 64496", "(none), (none)"], statistics.Groupings[2].Rows.Select(row => row.Name));
    }

    [Fact]
    public void Lines_cannot_be_grouped_by_what_nothing_tells_but_records_may_tell_it()
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Measure(new ClientOptions(), [ElfGroup.Status, ElfGroup.City]));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains("City", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--geo", fault.Advice, StringComparison.Ordinal);
        Assert.Throws<LogStatsException>(() => new RsyncMeasure(new RsyncOptions(), [[RsyncGroup.Asn]]).Line("x"u8));

        ElfMeasure measure = new(new ElfOptions(), [[ElfGroup.Country]]);
        foreach (ElfRecord item in Requests(ExampleLocations.Options))
        {
            measure.Add(item);
        }

        Assert.Equal(["(none) 2", "FR 2", "JP 1"], measure.Finish().Groupings[0].Rows.Select(row => $"{row.Name} {row.Calls}"));
    }

    [Fact]
    public void A_database_that_breaks_while_a_log_is_read_takes_nothing_from_the_log()
    {
        byte[] bad = GeoSamples.Example().ToArray();
        int place = bad.AsSpan().IndexOf("HGrenoble"u8); // The letter tells the length: this is the English name.
        bad[place + 1] = 0xFF;
        using GeoLookup lookup = GeoLookup.Open([_folder.Write("bad.mmdb", bad)]);
        ElfRecord[] all = Requests(new ClientOptions { Locations = lookup });
        Assert.Equal(5, all.Length);
        Assert.All(all, item => Assert.Null(item.Country));
        Assert.Equal(FaultId.GeoDatabaseInvalid, lookup.Fault?.Id);
        Assert.Contains("no locations", lookup.Remark, StringComparison.Ordinal);
        Assert.Equal(5, Measure(new ClientOptions { Locations = lookup }, [ElfGroup.Country]).Total.Calls);
    }

    [Fact]
    public void Many_clients_are_never_taken_for_each_other()
    {
        StringBuilder log = new();
        for (int index = 0; index < 100_000; index++)
        {
            log.Append($"{(index % 3 == 0 ? "192.0" : "10.1")}.{index / 256 % 4}.{index % 256} - - [20/Nov/2026:10:00:00 +0100] \"GET /a HTTP/1.1\" 200 5 \"-\" \"-\"\n");
        }

        string text = log.ToString();
        ElfStatistics statistics = Measure(ExampleLocations.Options, text, [ElfGroup.Country], [ElfGroup.City]);
        int french = Enumerable.Range(0, 100_000).Count(index => index % 3 == 0 && index / 256 % 4 == 2);
        int nice = Enumerable.Range(0, 100_000).Count(index => index % 3 == 0 && index / 256 % 4 == 2 && index % 256 == 45);
        Assert.Equal([$"(none) {100_000 - french}", $"FR {french}"], statistics.Groupings[0].Rows.Select(row => $"{row.Name} {row.Calls}"));
        Assert.Equal(nice, statistics.Groupings[1].Rows.Single(row => row.Name == "Nice").Calls);
    }

    [Theory]
    [InlineData("secret\n", true)]
    [InlineData("secret\r\n", true)]
    [InlineData("other", false)]
    public void A_salt_is_what_a_file_holds_without_its_line_end(string content, bool same)
        => Assert.Equal(same, HostSalt.File(_folder.Write("salt", content)).Hash("h") == HostSalt.Of("a test", "secret").Hash("h"));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void An_empty_salt_is_a_fault(string content)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => HostSalt.File(_folder.Write("salt", content)));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => HostSalt.File(_folder.File("none"))).Id);
    }

    [Fact]
    public void A_salt_is_shown_nowhere() => Assert.DoesNotContain("secret", $"{new ClientOptions { Salt = HostSalt.Of("a test", "secret") }}", StringComparison.Ordinal);

    private ElfRecord[] Requests(ClientOptions clients)
        => [.. new ElfReader(new ElfOptions { Clients = clients }, RsyncLog.Clock).Read(Input(Web)).SelectMany(batch => batch.ToArray())];

    private ElfStatistics Measure(ClientOptions clients, params ElfGroup[][] by) => Measure(clients, Web, by);

    private ElfStatistics Measure(ClientOptions clients, string log, params ElfGroup[][] by)
    {
        ElfMeasure measure = new(new ElfOptions { Clients = clients }, by, RsyncLog.Clock) { Threads = 1 };
        measure.Add(Input(log));
        return measure.Finish();
    }

    private RsyncEvent Transfer(ClientOptions clients)
        => RsyncLog.Read(Rsync, new RsyncOptions { Kinds = RsyncEventKind.All, Clients = clients }).Single(item => item.Kind == RsyncEventKind.Transfer);

    private LineInput Input(string log) => LineInput.File(_folder.Write("x.log", log));
}
