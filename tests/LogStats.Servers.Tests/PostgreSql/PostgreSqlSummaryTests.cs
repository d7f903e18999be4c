using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>Summaries that were stored come back whole, and those of parts of a log add up to the log.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlSummaryTests(PostgreSqlFixture fixture)
{
    private static readonly ElfOptions s_options = new() { TimeZone = TimeZoneInfo.Utc, GroupClients = true };

    [NeedsPostgreSqlFact]
    public async Task Parts_of_a_log_add_up_to_the_log()
    {
        string database = await fixture.Server.DatabaseAsync();
        foreach (string[] part in Lines(3000).Chunk(700))
        {
            ISummary[] rows = Measured(part);
            Assert.Equal(new SinkAnswer(rows.Length, 0), await StoreAsync(database, rows));
            Assert.Equal(new SinkAnswer(0, rows.Length), await StoreAsync(database, rows));
        }

        Assert.Equal(Shown(Measured(Lines(3000))), Shown(StoredSummaries.Merge(await ReadAsync(database, null))));
    }

    [NeedsPostgreSqlFact]
    public async Task A_log_that_has_grown_takes_the_place_of_what_it_was()
    {
        string database = await fixture.Server.DatabaseAsync();
        _ = await StoreAsync(database, Measured(Lines(100)));
        ISummary[] grown = Measured(Lines(200));
        Assert.Equal(grown.Length, (await StoreAsync(database, grown)).Stored);
        Assert.Equal(0, (await StoreAsync(database, Measured(Lines(100)))).Stored);
        Assert.Equal(Shown(grown), Shown(await ReadAsync(database, "ELF_SUMMARY")));
    }

    [NeedsPostgreSqlFact]
    public async Task A_row_that_is_damaged_is_named()
    {
        string database = await fixture.Server.DatabaseAsync();
        _ = await StoreAsync(database, [Measured(Lines(10))[0]]);
        await fixture.Server.ExecuteAsync(database, "UPDATE elf_summary SET state = overlay(state placing 'AAAA' from 9)");
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => ReadAsync(database, null));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains("elf_summary", fault.Message, StringComparison.Ordinal);
    }

    [NeedsPostgreSqlFact]
    public async Task What_holds_no_summaries_says_so()
    {
        string database = await fixture.Server.DatabaseAsync();
        Assert.Equal(FaultId.TableMissing, (await Assert.ThrowsAsync<LogStatsException>(() => ReadAsync(database, null))).Id);
        Assert.Equal(FaultId.TableMissing, (await Assert.ThrowsAsync<LogStatsException>(() => ReadAsync(database, "none"))).Id);
        Assert.Equal(FaultId.SchemaMismatch, (await Assert.ThrowsAsync<LogStatsException>(() => ReadAsync(database, "pg_class"))).Id);
    }

    private static string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(static index => string.Create(CultureInfo.InvariantCulture,
        $"10.0.{index % 7}.{index % 250} - - [20/Nov/2026:10:{index / 60:00}:{index % 60:00} +0000] \"GET /a/{index % 5} HTTP/1.1\" {(index % 9 == 0 ? 500 : 200)} {index}"))];

    private static ISummary[] Measured(string[] lines)
    {
        ElfMeasure measure = new(s_options, [[ElfGroup.Status, ElfGroup.Minute]]);
        measure.Add(LineInput.FromStream(new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"))));
        ElfStatistics result = measure.Finish();
        return [result.Total, .. result.Groupings[0].Rows];
    }

    private async Task<SinkAnswer> StoreAsync(string database, ISummary[] rows)
    {
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = fixture.Server.Connection(database) });
        return await sink.WriteAsync(rows, default);
    }

    private async Task<List<ISummary>> ReadAsync(string database, string? table)
    {
        await using PostgreSqlSummaries source = PostgreSqlSummaries.Open(fixture.Server.Connection(database));
        List<ISummary> all = [];
        await foreach (ISummary summary in source.ReadAsync(table, default))
        {
            all.Add(summary);
        }

        return all;
    }

    private static string[] Shown(IEnumerable<ISummary> summaries) => [.. summaries.Cast<ElfSummary>()
        .Select(static item => $"{((ISummary)item).GetKey().Group} {item.Calls} {item.Clients} {item.SentBytes} {item.ServerErrors} {item.First:O} {item.Last:O}")
        .Order(StringComparer.Ordinal)];
}
