using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Rsync;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Tests.Infrastructure;

using TempFolder = LogStats.Sinks.Tests.Infrastructure.TempFolder;

namespace LogStats.Sinks.Tests.Summaries;

/// <summary>Which stored summary is the same one, which takes another's place, and which stands beside it.</summary>
public sealed class SummaryStoreTests : IDisposable
{
    private static readonly string[] s_lines = Always.Some(LogLines.Request, 200);

    private readonly TempFolder _folder = new();

    private string Database => _folder["stats.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_log_twice_is_there_once_and_comes_back_as_it_was()
    {
        ISummary[] rows = Measured.OfElf(Measured.Elf, s_lines);
        Assert.Equal(new SinkAnswer(rows.Length, 0), await StoreAsync(rows));
        Assert.Equal(new SinkAnswer(0, rows.Length), await StoreAsync(Measured.OfElf(Measured.Elf, s_lines)));
        Assert.Equal(Measured.Shown(rows), Measured.Shown(await Measured.ReadAsync(Database)));
        Assert.Equal(rows.Select(Key).Order(), (await Measured.ReadAsync(Database)).Select(Key).Order());
    }

    [Fact]
    public async Task A_log_that_was_renamed_and_compressed_is_the_same()
    {
        string plain = _folder["access.log"];
        string packed = _folder["access.log.1.gz"];
        await File.WriteAllLinesAsync(plain, s_lines);
        await using (GZipStream gzip = new(File.Create(packed), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(plain));
        }

        Assert.Equal(1, (await StoreAsync(OfFile(plain))).Stored);
        Assert.Equal(new SinkAnswer(0, 1), await StoreAsync(OfFile(packed)));
    }

    [Fact]
    public async Task A_log_that_has_grown_takes_the_place_of_what_it_was()
    {
        _ = await StoreAsync(Measured.OfElf(Measured.Elf, s_lines[..50]));
        ISummary[] grown = Measured.OfElf(Measured.Elf, s_lines);
        Assert.Equal(grown.Length, (await StoreAsync(grown)).Stored);
        Assert.Equal(Measured.Shown(grown), Measured.Shown(await Measured.ReadAsync(Database)));
        Assert.Equal(0, (await StoreAsync(Measured.OfElf(Measured.Elf, s_lines[..50]))).Stored);
    }

    [Fact]
    public void Ranges_of_a_file_name_it_as_one_pass_does()
    {
        string plain = _folder["access.log"];
        File.WriteAllLines(plain, s_lines);
        ElfMeasure ranges = new(Measured.Elf, []) { Threads = 3, SplitFrom = 0 };
        ranges.Add(LineInput.File(plain));
        Assert.Equal(OfFile(plain)[0].GetKey(), ((ISummary)ranges.Finish().Total).GetKey());
    }

    [Fact]
    public void The_order_of_files_makes_no_difference_and_another_file_does()
    {
        string[] one = s_lines[..50];
        string[] two = s_lines[50..];
        Assert.Equal(Source(Measured.Elf, one, two), Source(Measured.Elf, two, one));
        Assert.Equal(4, new[] { Source(Measured.Elf, one), Source(Measured.Elf, two), Source(Measured.Elf, one, two), Source(Measured.Elf, one, one) }
            .Distinct().Count());
    }

    [Fact]
    public void Another_question_is_another_source_and_another_form_of_the_same_is_not()
    {
        static ElfOptions With(params string[] statuses) => Measured.Elf with { Filter = new ElfFilter { Statuses = StatusSet.Of(statuses) } };
        Assert.Equal(Source(With("5xx"), s_lines), Source(With("500-599"), s_lines));
        Assert.Equal(Source(Measured.Elf, s_lines), Source(Measured.Elf with { Percentiles = [1], Format = null }, s_lines));
        ElfOptions[] different =
        [
            Measured.Elf, With("5xx"), With("4xx"), Measured.Elf with { Exact = true }, Measured.Elf with { GroupClients = true },
            Measured.Elf with { StalledThreshold = TimeSpan.FromSeconds(1) }, Measured.Elf with { Filter = new ElfFilter { Methods = ["GET"] } },
            Measured.Elf with { Filter = new ElfFilter { UserNames = ["GET"] } }, Measured.Elf with { Rules = new ElfRules { SkipRules = ["^/a"] } },
            Measured.Elf with { Rules = new ElfRules { MaximumGroups = 10 } },
        ];
        Assert.Equal(different.Length, different.Select(static options => Source(options, s_lines)).Distinct().Count());
    }

    /// <summary>The span stands in the window, so that next hour's summary stands beside this one and both merge.</summary>
    [Fact]
    public void A_stretch_of_time_is_a_window_of_the_same_source()
    {
        DateTimeOffset noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1));
        ElfOptions morning = Measured.Elf with { Filter = new ElfFilter { Before = noon } };
        ElfOptions evening = Measured.Elf with { Filter = new ElfFilter { After = noon } };
        SummaryKey first = Measured.OfElf(morning, s_lines)[0].GetKey();
        SummaryKey second = Measured.OfElf(evening, s_lines)[0].GetKey();
        Assert.Equal(("../2026-11-20T11:00:00Z", "2026-11-20T11:00:00Z/.."), (first.Window, second.Window));
        Assert.Equal(Source(Measured.Elf, s_lines), first.Source);
        ISummary[] halves = [.. Measured.OfElf(morning, s_lines), .. Measured.OfElf(evening, s_lines)];
        Assert.Equal(Measured.Shown(Measured.OfElf(Measured.Elf, s_lines)), Measured.Shown(Kinds.StoredSummaries.Merge(halves)));
    }

    [Fact]
    public async Task Lines_without_an_input_have_no_source_and_always_add()
    {
        ElfMeasure measure = new(Measured.Elf, []);
        measure.Line(System.Text.Encoding.UTF8.GetBytes(s_lines[0]));
        ElfSummary total = measure.Finish().Total;
        Assert.Null(total.Source);
        Assert.Equal(2, (await StoreAsync([total, total])).Stored);
    }

    /// <summary>Who chose them, and by what, is not known: records stand for themselves.</summary>
    [Fact]
    public void Records_are_the_same_source_only_where_they_are_the_same_records()
    {
        static long? Of(IEnumerable<ElfRecord> records)
        {
            ElfMeasure measure = new(Measured.Elf, []);
            foreach (ElfRecord record in records)
            {
                measure.Add(record);
            }

            return measure.Finish().Total.Source;
        }

        ElfRecord[] all = [.. new ElfReader(Measured.Elf).Read(Measured.Input(s_lines)).SelectMany(static batch => batch.ToArray())];
        Assert.Equal(Of(all), Of(all.Reverse()));
        Assert.NotNull(Of(all));
        Assert.NotEqual(Of(all), Of(all[1..]));
        Assert.NotEqual(Of(all[1..]), Of(all[..^1]));
        Assert.Null(Of([.. all, new ElfRecord()]));
    }

    [Fact]
    public async Task Filters_of_rsync_are_asked_too()
    {
        string[] lines = [.. Always.Some(LogLines.Session, 20).SelectMany(static session => session)];
        RsyncOptions pub = new() { TimeZone = TimeZoneInfo.Utc, Filter = new RsyncFilter { Modules = ["pub"] } };
        _ = await StoreAsync(Measured.OfRsync(pub, lines));
        Assert.True((await StoreAsync(Measured.OfRsync(new RsyncOptions { TimeZone = TimeZoneInfo.Utc }, lines))).AlreadyThere == 0);
        Assert.True((await StoreAsync(Measured.OfRsync(pub with { Filter = new RsyncFilter { Modules = ["PUB"] } }, lines))).Stored == 0);
    }

    [Fact]
    public async Task A_pooler_s_log_is_there_once_and_takes_the_place_of_what_it_was()
    {
        string[] lines = Always.Some(LogLines.Pooled, 120);
        ISummary[] rows = Measured.OfPgBouncer(Measured.PgBouncer, lines[..50]);
        Assert.Equal(new SinkAnswer(rows.Length, 0), await StoreAsync(rows));
        Assert.Equal(new SinkAnswer(0, rows.Length), await StoreAsync(Measured.OfPgBouncer(Measured.PgBouncer, lines[..50])));
        Assert.Equal(Measured.Shown(rows), Measured.Shown(await Measured.ReadAsync(Database)));
        Assert.Equal(rows.Select(Key).Order(), (await Measured.ReadAsync(Database)).Select(Key).Order());
        ISummary[] grown = Measured.OfPgBouncer(Measured.PgBouncer, lines);
        Assert.Equal(grown.Length, (await StoreAsync(grown)).Stored);
        Assert.Equal(Measured.Shown(grown), Measured.Shown(await Measured.ReadAsync(Database)));
        Assert.Equal(0, (await StoreAsync(rows)).Stored);
    }

    /// <summary>In ranges, as records, and as one pass, whose first message has two lines.</summary>
    [Fact]
    public void A_pooler_s_log_has_one_name_and_another_for_another_question()
    {
        string[] lines = ["2024-11-20 10:00:00.000 UTC [7] LOG C-0x55a3: shop/a\n\tb@192.0.2.4:1 login attempt: db=shop user=a\n\tb tls=no", .. Always.Some(LogLines.Pooled, 120)];
        string plain = _folder["pool.log"];
        File.WriteAllText(plain, string.Join('\n', lines) + '\n');
        PgBouncerMeasure ranges = new(Measured.PgBouncer, []) { Threads = 3, SplitFrom = 0 };
        ranges.Add(LineInput.File(plain));
        SummaryKey whole = Measured.OfPgBouncer(Measured.PgBouncer, lines)[0].GetKey();
        Assert.Equal(whole, ((ISummary)ranges.Finish().Total).GetKey());
        SourceName name = new();
        name.See(Encoding.UTF8.GetBytes(lines[0].Split('\n')[0]), 1);
        SourceMix mix = new();
        mix.AddInput(name);
        Assert.Equal(mix.Origin("", "", 0).Source, whole.Source);
        Assert.Equal((long)LogStats.Tally.ByteHash.Of(Encoding.UTF8.GetBytes(lines[0].Split('\n')[0])),
            new PgBouncerReader(Measured.PgBouncer).Read(Measured.Input(lines)).First()[0].Key.Source);
        PgBouncerOptions With(PgBouncerFilter filter) => Measured.PgBouncer with { Filter = filter };
        PgBouncerOptions[] different =
        [
            Measured.PgBouncer, Measured.PgBouncer with { StatsPeriod = TimeSpan.FromSeconds(15) }, With(new() { Types = PgBouncerEventType.Login }),
            With(new() { Databases = ["x"] }), With(new() { UserNames = ["x"] }), With(new() { Addresses = ["x"] }),
        ];
        Assert.Equal(different.Length, different.Select(options => Measured.OfPgBouncer(options, lines)[0].GetKey().Source).Distinct().Count());
        Assert.Equal(different.Length, different.Select(options => Measured.OfPgBouncer(options, lines)[0].GetKey().Question).Distinct().Count());
        SummaryKey morning = Measured.OfPgBouncer(With(new() { Before = new DateTimeOffset(2024, 11, 20, 12, 0, 0, TimeSpan.Zero) }), lines)[0].GetKey();
        Assert.Equal((whole.Source, "../2024-11-20T12:00:00Z"), (morning.Source, morning.Window));
    }

    [Fact]
    public async Task A_report_is_a_window_of_what_is_followed()
    {
        string log = _folder["followed.log"];
        await File.WriteAllLinesAsync(log, Always.Some(LogLines.Pooled, 200).Order(StringComparer.Ordinal));
        PgBouncerSummary[] reports = Reports(log);
        Assert.True(reports.Length > 1);
        Assert.Single(reports.Select(static report => report.Source).Distinct());
        Assert.Equal(reports.Length, reports.Select(static report => report.Window).Distinct().Count());
        Assert.Equal(reports.Length, (await StoreAsync(reports)).Stored);
        Assert.Equal(new SinkAnswer(0, reports.Length), await StoreAsync(Reports(log)));
        PgBouncerSummary[] read = [.. (await Measured.ReadAsync(Database)).Cast<PgBouncerSummary>().OrderBy(static report => report.Report!.Started)];
        Assert.Equal(Measured.Shown(reports), Measured.Shown(read));
        Assert.Equal(reports.Select(static report => report.Report!.QuerySeconds), read.Select(static report => report.Report!.QuerySeconds));
        PgBouncerSummary merged = Assert.Single(PgBouncerSummary.Merge(read));
        Assert.Equal((200, null), (merged.Events, merged.Report));
    }

    /// <summary>Hidden clients are other groups: the two stand beside one another and are never merged.</summary>
    [Fact]
    public void Hidden_clients_are_another_question()
    {
        Geo.ClientOptions hidden = new() { Anonymize = true };
        string[] sessions = [.. Always.Some(LogLines.Session, 5).SelectMany(static session => session)];
        ISummary[][] pairs =
        [
            [Measured.OfElf(Measured.Elf, s_lines)[0], Measured.OfElf(Measured.Elf with { Clients = hidden }, s_lines)[0]],
            [Measured.OfRsync(new RsyncOptions(), sessions)[0], Measured.OfRsync(new RsyncOptions { Clients = hidden }, sessions)[0]],
        ];
        foreach (ISummary[] pair in pairs)
        {
            Assert.NotEqual(pair[0].GetKey().Source, pair[1].GetKey().Source);
            Assert.Equal(2, Kinds.StoredSummaries.Merge(pair).Count);
        }
    }

    /// <summary>Two user agents that differ only in how they were escaped are two groups, also where they are stored.</summary>
    [Fact]
    public async Task Groups_that_look_alike_stay_apart()
    {
        string[] lines = [.. new[] { "/A", "/\\x41", "-", "" }.Select(static path =>
            $"10.0.0.1 - - [20/Nov/2026:10:00:00 +0000] \"GET {path} HTTP/1.1\" 200 1 \"-\" \"x\" 0.1")];
        ElfMeasure measure = new(Measured.Elf, [[ElfGroup.RequestPath]]);
        measure.Add(Measured.Input(lines));
        IReadOnlyList<ElfSummary> rows = measure.Finish().Groupings[0].Rows;
        Assert.Equal(rows.Count, (await StoreAsync(rows)).Stored);
    }

    [Fact]
    public async Task A_long_name_is_cut_for_the_index_and_still_its_own()
    {
        string[] lines = [.. Enumerable.Range(0, 3).Select(static index =>
            $"10.0.0.1 - - [20/Nov/2026:10:00:00 +0000] \"GET /{new string('x', 5000)}{index} HTTP/1.1\" 200 1 \"-\" \"x\" 0.1")];
        ElfMeasure measure = new(Measured.Elf, [[ElfGroup.RequestPath]]);
        measure.Add(Measured.Input(lines));
        Assert.Equal(3, (await StoreAsync(measure.Finish().Groupings[0].Rows)).Stored);
        Assert.All(await Measured.ReadAsync(Database), static summary => Assert.InRange(summary.GetKey().Group.Length, 1, 500));
    }

    /// <summary>The usual percentiles have their columns in any table; a further one has to be there.</summary>
    [Fact]
    public async Task Percentiles_of_any_set_go_into_one_table_that_has_their_columns()
    {
        _ = await StoreAsync(Measured.OfElf(Measured.Elf with { Percentiles = [99.9] }, s_lines[..10]));
        Assert.NotEqual(0, (await StoreAsync(Measured.OfElf(Measured.Elf, s_lines[10..]))).Stored);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(
            () => StoreAsync(Measured.OfElf(Measured.Elf with { Percentiles = [75] }, s_lines[20..])));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains("P75", fault.Message, StringComparison.Ordinal);
        Query.Execute(Database, "ALTER TABLE elf_summary ADD COLUMN P75 REAL");
        Assert.NotEqual(0, (await StoreAsync(Measured.OfElf(Measured.Elf with { Percentiles = [75] }, s_lines[20..]))).Stored);
    }

    [Fact]
    public async Task Any_table_of_any_name_is_read_and_several_kinds_in_one_file()
    {
        string[] sessions = [.. Always.Some(LogLines.Session, 5).SelectMany(static session => session)];
        _ = await Measured.StoreAsync(Database, Measured.OfElf(Measured.Elf, s_lines), "web");
        _ = await StoreAsync(Measured.OfRsync(new RsyncOptions(), sessions));
        Query.Execute(Database, "CREATE TABLE other (Number INTEGER)");
        Assert.All(await Measured.ReadAsync(Database, "WEB"), static summary => Assert.IsType<ElfSummary>(summary));
        Assert.Equal(2, (await Measured.ReadAsync(Database)).Select(static summary => summary.GetType()).Distinct().Count());
        Assert.Equal(FaultId.SchemaMismatch, (await FaultAsync("other")).Id);
        LogStatsException missing = await FaultAsync("none");
        Assert.Equal(FaultId.TableMissing, missing.Id);
        Assert.Contains("rsync_summary, web", missing.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_is_a_window_of_what_is_followed()
    {
        string log = _folder["followed.log"];
        string[] inTime = [.. s_lines.OrderBy(static line => line[line.IndexOf('[', StringComparison.Ordinal)..], StringComparer.Ordinal)];
        await File.WriteAllLinesAsync(log, inTime);
        ElfSummary[] rounds = Rounds(log);
        Assert.True(rounds.Length > 1);
        Assert.Single(rounds.Select(static round => round.Source).Distinct());
        Assert.Equal(rounds.Length, (await StoreAsync(rounds)).Stored);
        Assert.Equal(new SinkAnswer(0, rounds.Length), await StoreAsync(Rounds(log)));
        ElfSummary[] read = [.. (await Measured.ReadAsync(Database)).Cast<ElfSummary>()];
        Assert.Equal(rounds.Select(static round => round.Round), read.Select(static round => round.Round));
        Assert.Equal(rounds.Sum(static round => round.Calls), Assert.Single(ElfSummary.Merge(read)).Calls);
    }

    private static PgBouncerSummary[] Reports(string log)
    {
        using PgBouncerWatch watch = new(new PgBouncerWatchOptions
        {
            Paths = [log],
            PgBouncer = Measured.PgBouncer,
            ReportAt = TimeSpan.Zero,
            ReportNow = true,
            From = FollowStart.Beginning,
            Timeout = TimeSpan.Zero,
        }, TimeProvider.System);
        return [.. watch.Rows().OfType<PgBouncerSummary>()];
    }

    private static ElfSummary[] Rounds(string log)
    {
        using ElfWatch watch = new(new ElfWatchOptions
        {
            Paths = [log],
            Elf = Measured.Elf,
            Interval = TimeSpan.FromHours(6),
            From = FollowStart.Beginning,
            Timeout = TimeSpan.Zero,
        }, TimeProvider.System);
        return [.. watch.Rounds()];
    }

    private async Task<LogStatsException> FaultAsync(string table)
        => await Assert.ThrowsAsync<LogStatsException>(() => Measured.ReadAsync(Database, table));

    private static string Key(ISummary summary) => summary.GetKey().ToString() + summary.GetKey().Lines + summary.GetKey().Question;

    private static long? Source(ElfOptions options, params IEnumerable<string>[] logs) => Measured.OfElf(options, logs)[0].GetKey().Source;

    private static ISummary[] OfFile(string path)
    {
        ElfMeasure measure = new(Measured.Elf, []);
        measure.Add(LineInput.File(path));
        return [measure.Finish().Total];
    }

    private Task<SinkAnswer> StoreAsync(IEnumerable<IRow> rows) => Measured.StoreAsync(Database, rows);
}
