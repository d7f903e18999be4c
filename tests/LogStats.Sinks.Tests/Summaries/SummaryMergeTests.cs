using FsCheck;
using FsCheck.Fluent;
using LogStats.Kinds;
using LogStats.Rsync;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Tests.Infrastructure;

using TempFolder = LogStats.Sinks.Tests.Infrastructure.TempFolder;

namespace LogStats.Sinks.Tests.Summaries;

/// <summary>Parts of a log, measured on their own, stored, read back and merged, are the whole log measured at once.</summary>
public sealed class SummaryMergeTests : IDisposable
{
    private static readonly Gen<int> s_parts = Gen.Choose(1, 10);

    private readonly TempFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Requests_in_any_parts_come_out_as_one_log()
    {
        Gen<(string[] Lines, int[] Part, bool Exact, bool Clients)> cases =
            from length in Gen.Choose(1, 300)
            from lines in LogLines.Request.ArrayOf(length)
            from parts in s_parts
            from part in Gen.Choose(0, parts - 1).ArrayOf(length)
            from exact in Gen.Elements(true, false)
            from clients in Gen.Elements(true, false)
            select (lines, part, exact, clients);
        Always.Holds(cases, test =>
        {
            Elf.ElfOptions options = Measured.Elf with
            {
                Exact = test.Exact,
                GroupClients = test.Clients,
                Percentiles = [50, 99.5],
                Rules = new ElfRules { Patterns = [new ElfExtract("letter", ["/(?<pattern>[a-z])"])] },
            };
            string path = _folder[$"{_files++}.db"];
            foreach (string[] part in Parts(test.Lines, test.Part))
            {
                Store(path, Measured.OfElf(options, part));
            }

            AssertWhole(Measured.OfElf(options, test.Lines), path);
        }, count: 60);
    }

    /// <summary>More clients than are told apart exactly: the estimate of all parts is that of the whole.</summary>
    [Fact]
    public void Many_clients_are_estimated_as_in_one_log()
    {
        Gen<string[]> lines = LogLines.Request.ArrayOf(4000);
        Always.Holds(lines, test =>
        {
            string path = _folder[$"{_files++}.db"];
            Store(path, Measured.OfElf(Measured.Elf, test[..1000]));
            Store(path, Measured.OfElf(Measured.Elf, test[1000..]));
            ISummary[] whole = Measured.OfElf(Measured.Elf, test);
            Assert.True(((ElfSummary)whole[0]).Clients > 1024);
            AssertWhole(whole, path);
        }, count: 3);
    }

    [Fact]
    public void Sessions_in_any_parts_come_out_as_one_log()
    {
        RsyncOptions options = new() { TimeZone = TimeZoneInfo.Utc };
        Gen<(string[][] Sessions, int[] Part)> cases =
            from length in Gen.Choose(1, 60)
            from sessions in LogLines.Session.ArrayOf(length)
            from parts in s_parts
            from part in Gen.Choose(0, parts - 1).ArrayOf(length)
            select (sessions.DistinctBy(static session => session[0]).ToArray(), part);
        Always.Holds(cases, test =>
        {
            string path = _folder[$"{_files++}.db"];
            foreach (string[][] part in Parts(test.Sessions, test.Part))
            {
                Store(path, Measured.OfRsync(options, part.SelectMany(static session => session)));
            }

            AssertWhole(Measured.OfRsync(options, test.Sessions.SelectMany(static session => session)), path);
        }, count: 60);
    }

    /// <summary>Averages too, where each query counts and where each line does, and clients that did not get in.</summary>
    [Fact]
    public void Messages_of_a_pooler_in_any_parts_come_out_as_one_log()
    {
        Gen<(string[] Lines, int[] Part, int Period)> cases =
            from length in Gen.Choose(1, 200)
            from lines in LogLines.Pooled.ArrayOf(length)
            from parts in s_parts
            from part in Gen.Choose(0, parts - 1).ArrayOf(length)
            from period in Gen.Elements(60, 15)
            select (lines, part, period);
        Always.Holds(cases, test =>
        {
            PgBouncer.PgBouncerOptions options = Measured.PgBouncer with { StatsPeriod = TimeSpan.FromSeconds(test.Period) };
            string path = _folder[$"{_files++}.db"];
            foreach (string[] part in Parts(test.Lines, test.Part))
            {
                Store(path, Measured.OfPgBouncer(options, part));
            }

            AssertWhole(Measured.OfPgBouncer(options, test.Lines), path);
        }, count: 60);
    }

    /// <summary>Round trips too, and sums that have come to the greatest number there is.</summary>
    [Fact]
    public void Flows_in_any_parts_come_out_as_one_log()
    {
        Gen<(string[] Lines, int[] Part)> cases =
            from length in Gen.Choose(1, 200)
            from lines in LogLines.Flow.ArrayOf(length)
            from parts in s_parts
            from part in Gen.Choose(0, parts - 1).ArrayOf(length)
            select (lines.Distinct().ToArray(), part);
        Always.Holds(cases, test =>
        {
            string path = _folder[$"{_files++}.db"];
            foreach (string[] part in Parts(test.Lines, test.Part))
            {
                Store(path, Measured.OfTstat(Measured.Tstat, part));
            }

            AssertWhole(Measured.OfTstat(Measured.Tstat, test.Lines), path);
        }, count: 60);
    }

    [Fact]
    public void The_log_of_a_real_pooler_in_three_parts_is_that_log()
    {
        string[] lines = File.ReadAllLines(Repository.File("tests", "data", "pgbouncer", "pgbouncer-1.18.log"), System.Text.Encoding.Latin1);
        string[] messages = [.. lines.Where(static line => !line.StartsWith('\t'))];
        string path = _folder["pool.db"];
        foreach (string[] part in Parts(messages, [.. messages.Select(static (_, index) => index % 3)]))
        {
            Store(path, Measured.OfPgBouncer(Measured.PgBouncer, part));
        }

        PgBouncerSummary whole = (PgBouncerSummary)Measured.OfPgBouncer(Measured.PgBouncer, messages)[0];
        Assert.True(whole is { StatsLines: > 0, LoginsFailed: > 0, Sessions: > 0, QueryTime: not null });
        AssertWhole(Measured.OfPgBouncer(Measured.PgBouncer, messages), path);
    }

    /// <summary>Countries of all, and groupings by where clients are, as the geo database told when the log was measured.</summary>
    [Fact]
    public async Task Where_clients_are_is_stored_and_merged()
    {
        Geo.ClientOptions clients = new() { Locations = Geo.GeoLookup.Open([Repository.File("examples", "web", "clients.mmdb")]) };
        string[] addresses = ["192.0.2.4", "192.0.2.45", "198.51.100.1", "203.0.113.7", "10.0.0.1", "2001:db8::7"];
        string[] requests = [.. Always.Some(LogLines.Request, 90).Select((line, index) => addresses[index % addresses.Length] + line[line.IndexOf(' ', StringComparison.Ordinal)..])];
        string[] sessions = [.. Always.Some(LogLines.Session, 90).SelectMany((session, index) =>
            session.Select(line => line.Replace("192.0.2.4", addresses[index % addresses.Length], StringComparison.Ordinal)))];
        string path = _folder["geo.db"];
        ISummary[] Elf(IEnumerable<string> lines)
        {
            Elf.ElfMeasure measure = new(Measured.Elf with { Clients = clients }, [[ElfGroup.Country], [ElfGroup.City, ElfGroup.Asn]]);
            measure.Add(Measured.Input(lines));
            Elf.ElfStatistics result = measure.Finish();
            return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
        }

        ISummary[] Rsync(IEnumerable<string> lines)
        {
            RsyncMeasure measure = new(new RsyncOptions { TimeZone = TimeZoneInfo.Utc, Clients = clients }, [[RsyncGroup.Country], [RsyncGroup.City, RsyncGroup.Asn]]);
            measure.Add(Measured.Input(lines));
            RsyncStatistics result = measure.Finish();
            return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
        }

        string[][] bySession = [.. sessions.GroupBy(static line => line.Split(' ')[2]).GroupBy(static session => session.Key.Length % 2).Select(static half => half.SelectMany(static session => session).ToArray())];
        foreach (ISummary[] part in (ISummary[][])[Elf(requests[..30]), Elf(requests[30..31]), Elf(requests[31..]), .. bySession.Select(Rsync)])
        {
            _ = await Measured.StoreAsync(path, part);
        }

        ElfSummary whole = (ElfSummary)Elf(requests)[0];
        Assert.Equal(["(none)", "FR", "JP", "SE", "US"], whole.Countries.Keys);
        IReadOnlyList<ISummary> merged = StoredSummaries.Merge(await Measured.ReadAsync(path));
        Assert.Equal(Measured.Shown(Elf(requests)), Measured.Shown(merged.OfType<ElfSummary>()));
        Assert.Equal(Measured.Shown(Rsync(bySession.SelectMany(static half => half))), Measured.Shown(merged.OfType<RsyncSummary>()));
        Assert.Contains(merged.OfType<RsyncSummary>(), static row => row is { City: "Grenoble", Asn: not null });
        Assert.Equal(whole.Countries, merged.OfType<ElfSummary>().Single(static row => row.GroupBy.Count == 0).Countries);
    }

    /// <summary>The log of a real daemon: each process is a session, and each third of them a machine of its own.</summary>
    [Fact]
    public void A_real_log_in_three_parts_is_that_log()
    {
        RsyncOptions options = new() { TimeZone = TimeZoneInfo.Utc };
        string[] lines = File.ReadAllLines(Repository.File("tests", "data", "rsync", "rsyncd-default.log"), System.Text.Encoding.Latin1);
        string path = _folder["real.db"];
        string[] ids = [.. lines.Select(static line => line.Split(' ')[2]).Distinct()];
        foreach (IGrouping<int, string> part in lines.GroupBy(line => Array.IndexOf(ids, line.Split(' ')[2]) % 3))
        {
            Store(path, Measured.OfRsync(options, part));
        }

        AssertWhole(Measured.OfRsync(options, lines), path);
    }

    [Fact]
    public void Merged_again_and_in_another_order_it_stays_the_same()
    {
        string[] lines = Always.Some(LogLines.Request, 300);
        ISummary[][] parts = [.. lines.Chunk(60).Select(static part => Measured.OfElf(Measured.Elf, part))];
        string[] whole = Measured.Shown(Measured.OfElf(Measured.Elf, lines));
        IReadOnlyList<ISummary> some = StoredSummaries.Merge(parts[..2].SelectMany(static part => part));
        Assert.Equal(whole, Measured.Shown(StoredSummaries.Merge([.. parts[2..].Reverse().SelectMany(static part => part), .. some])));
        Assert.Equal(whole, Measured.Shown(ElfSummary.Merge(parts.SelectMany(static part => part.Cast<ElfSummary>()))));
    }

    [Fact]
    public void Different_questions_are_never_merged()
    {
        string[] lines = Always.Some(LogLines.Request, 100);
        Elf.ElfOptions errors = Measured.Elf with { Filter = new Elf.ElfFilter { Statuses = StatusSet.Of(["5xx"]) } };
        ISummary[] both = [Measured.OfElf(Measured.Elf, lines)[0], Measured.OfElf(errors, lines)[0]];
        Assert.Equal(2, StoredSummaries.Merge(both).Count);
    }

    /// <summary>What one of them does not know, the sum does not claim.</summary>
    [Fact]
    public async Task A_summary_made_by_hand_can_be_merged_and_stored()
    {
        ElfSummary hand = new() { Name = "all", Calls = 3, Statuses = new Dictionary<int, long> { [200] = 3 } };
        ElfSummary measured = (ElfSummary)Measured.OfElf(Measured.Elf, Always.Some(LogLines.Request, 10))[0];
        ElfSummary merged = Assert.Single(ElfSummary.Merge([measured, hand]));
        Assert.Equal((13, null), (merged.Calls, merged.Clients));
        string path = _folder["hand.db"];
        _ = await Measured.StoreAsync(path, [hand]);
        Assert.Equal(3, ((ElfSummary)(await Measured.ReadAsync(path))[0]).Statuses[200]);
    }

    /// <summary>It counts by seconds, and what was measured by minutes: each query counts as one in the sum.</summary>
    [Fact]
    public async Task One_of_a_pooler_made_by_hand_can_be_merged_and_stored()
    {
        PgBouncerSummary hand = new()
        {
            Name = "all", Events = 4, LoginsFailed = 2, Queries = 600, QueryTime = TimeSpan.FromMilliseconds(3), SessionsUnder1m = 7, FirstLogin = DateTimeOffset.UnixEpoch,
        };
        string path = _folder["hand.db"];
        _ = await Measured.StoreAsync(path, [hand]);
        ISummary read = Assert.Single(await Measured.ReadAsync(path));
        Assert.Equal(Measured.Shown([hand]), Measured.Shown([read]));
        string line = "2026-11-20 10:00:00.000 UTC [7] LOG stats: 1 xacts/s, 5 queries/s, in 1 B/s, out 1 B/s, xact 10 us, query 1000 us, wait 1 us";
        foreach (PgBouncerSummary[] both in (PgBouncerSummary[][])[[hand, OfLine()], [OfLine(), hand]])
        {
            PgBouncerSummary merged = Assert.Single(PgBouncerSummary.Merge(both));
            Assert.Equal((5, 2, 7), (merged.Events, merged.LoginsFailed, merged.SessionsUnder1m));
            Assert.Equal(900, merged.Queries);
            Assert.Equal(2333.3, merged.QueryTime!.Value.TotalMicroseconds);
        }

        PgBouncerSummary OfLine() => (PgBouncerSummary)Measured.OfPgBouncer(Measured.PgBouncer, [line])[0];
    }

    private static IEnumerable<T[]> Parts<T>(T[] items, int[] part)
        => items.Select((item, index) => (item, part[index])).GroupBy(static pair => pair.Item2, static pair => pair.item).Select(static group => group.ToArray());

    private static void Store(string path, ISummary[] summaries) => Measured.StoreAsync(path, summaries).GetAwaiter().GetResult();

    private static void AssertWhole(ISummary[] whole, string path)
        => Assert.Equal(Measured.Shown(whole), Measured.Shown(StoredSummaries.Merge(Measured.ReadAsync(path).GetAwaiter().GetResult())));
}
