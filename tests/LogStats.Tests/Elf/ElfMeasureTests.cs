using System.Text;
using LogStats.Elf;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf;

/// <summary>However a log is read, whole, in ranges, in parts or as records, the sums are the same.</summary>
public sealed class ElfMeasureTests : IDisposable
{
    private static readonly ElfGroup[][] s_groupings = [[ElfGroup.Request], [ElfGroup.Status, ElfGroup.Method], [ElfGroup.Hour], [ElfGroup.ClientAddress], [ElfGroup.Country], [ElfGroup.City, ElfGroup.Asn]];

    private static readonly ElfOptions s_options = new() { Clients = Geo.ExampleLocations.Options };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Ranges_add_up_to_the_whole(int threads)
    {
        LineInput log = LineInput.File(_folder.Write("a.log", Lines(3000)));
        string whole = Text(log, s_options, threads: 1);
        Assert.Equal(whole, Text(log, s_options, threads));
        Assert.Contains("3000", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_of_a_log_whose_columns_change_know_their_head()
    {
        StringBuilder log = new("#Version: 1.0\n");
        for (int index = 0; index < 2000; index++)
        {
            if (index % 600 == 0)
            {
                log.Append(index % 1200 == 0 ? "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n" : "#Fields: date time sc-status cs-uri-stem cs-method c-ip\n");
            }

            log.Append(index / 600 % 2 == 0
                ? $"2026-11-21 06:00:{index % 60:00} 192.0.2.{index % 200} GET /a/b/{index} {200 + (index % 3)}\n"
                : $"2026-11-21 06:00:{index % 60:00} {200 + (index % 3)} /a/b/{index} GET 192.0.2.{index % 200}\n");
        }

        LineInput input = LineInput.File(_folder.Write("w3c.log", log.ToString()));
        string whole = Text(input, s_options, threads: 1);
        Assert.Contains("read 2005, records 2000", whole, StringComparison.Ordinal);
        Assert.Equal(whole, Text(input, s_options, threads: 4));
    }

    [Fact]
    public void Records_add_up_to_what_lines_do()
    {
        LineInput log = LineInput.File(_folder.Write("a.log", Lines(500)));
        ElfMeasure measure = new(s_options, s_groupings, Clock);
        foreach (IReadOnlyList<ElfRecord> batch in new ElfReader(s_options, Clock).Read(log))
        {
            foreach (ElfRecord record in batch)
            {
                measure.Add(record);
            }
        }

        Assert.Equal(Rows(new ElfMeasure(s_options, s_groupings, Clock), log), Rows(measure.Finish()));
    }

    [Fact]
    public void Rules_say_what_counts()
    {
        ElfOptions options = new()
        {
            Exact = true,
            Rules = new ElfRules
            {
                Rules = [@"^/(?P<group>[\w.]+)/(?P<method>[\w.]+)/[/?%&]?"],
                SkipRules = ["^/health"],
                Patterns = [new ElfExtract("id", [@"/(?<pattern>\d+)$"])],
            },
        };
        string log = string.Concat(
            Line("/shop/cart/17", 200, 4466), Line("/shop/cart/18", 500, 99999), Line("/shop/cart/17", 200, 4135),
            Line("/health", 200, 1), Line("/other", 200, 1));
        ElfMeasure measure = new(options, [], Clock);
        measure.Add(LineInput.File(_folder.Write("r.log", log)));
        ElfSummary total = measure.Finish().Total;
        Assert.Equal((3, 1, 1), (total.Calls, total.Skipped, total.Unmatched));
        Assert.Equal(new ElfPatternCount("id", 3, 2), Assert.Single(total.Patterns));
        ElfSummary cart = Assert.Single(total.Requests);
        Assert.Equal(("shop/cart", 1L), (cart.Name, cart.ServerErrors));
        Assert.Equal((4.0, 100.0, 4.0), (cart.Min!.Value.TotalMilliseconds, cart.Max!.Value.TotalMilliseconds, cart.Percentile(50)!.Value.TotalMilliseconds));
    }

    [Fact]
    public void Hostile_paths_end_in_other()
    {
        StringBuilder log = new();
        for (int index = 0; index < 300; index++)
        {
            log.Append(Line($"/x{index}/y", 404, 10));
        }

        ElfMeasure measure = new(new ElfOptions { Rules = new ElfRules { MaximumGroups = 20 } }, [], Clock);
        measure.Add(LineInput.File(_folder.Write("h.log", log.ToString())));
        ElfSummary total = measure.Finish().Total;
        Assert.Equal(300, total.Calls);
        Assert.InRange(total.Requests.Count, 2, 22);
        Assert.Contains(total.Requests, group => group.Name == "other" && group.Calls >= 278);
    }

    [Fact]
    public void An_ambiguous_duration_is_told()
    {
        ElfMeasure measure = new(new ElfOptions(), [], Clock);
        measure.Add(LineInput.File(_folder.Write("d.log", Line("/a/b", 200, 5))));
        Assert.Contains("combined-ms", measure.Remark, StringComparison.Ordinal);
        measure = new(new ElfOptions { LatencyUnit = "ms" }, [], Clock);
        measure.Add(LineInput.File(_folder.File("d.log")));
        Assert.Equal(5, measure.Finish().Total.Max!.Value.TotalMilliseconds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_more_costs_no_object(bool located)
    {
        LineInput once = LineInput.File(_folder.Write("one.log", string.Concat(Enumerable.Repeat(Lines(2_000), 5))));
        LineInput often = LineInput.File(_folder.Write("ten.log", string.Concat(Enumerable.Repeat(Lines(2_000), 20))));
        long Bytes(LineInput input) => Allocated.Bytes(() => (located
            ? new ElfMeasure(s_options, [[ElfGroup.Country], [ElfGroup.City], [ElfGroup.Asn, ElfGroup.Status]], Clock) { Threads = 1 }
            : new ElfMeasure(new ElfOptions(), [[ElfGroup.Request]], Clock) { Threads = 1 }).Add(input));
        Bytes(once);
        Bytes(often);
        Assert.InRange(Bytes(often) - Bytes(once), -65_536, 65_536);
    }

    private static FixedClock Clock => new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));

    private static string Lines(int count)
        => string.Concat(Enumerable.Range(0, count).Select(index => index % 97 == 0
            ? "192.0.2.9 - - [21/Nov/2026:06:00:00 +0000] \"\\x16\\x03\" 400 226 \"-\" \"-\" 12\n"
            : Line($"/g{index % 5}/m{index % 7}/{index}?q={index}", 200 + (index % 4 * 100), index * 37 % 100_000, index)));

    private static string Line(string path, int status, int micros, int index = 0)
        => $"192.0.2.{index % 50} - - [21/Nov/2026:0{index % 3}:00:{index % 60:00} +0000] \"{(index % 3 == 0 ? "POST" : "GET")} {path} HTTP/1.1\" {status} {index} \"-\" \"ua\" {micros}\n";

    private static string Text(LineInput input, ElfOptions options, int threads)
    {
        ElfMeasure measure = new(options, s_groupings, Clock) { Threads = threads, SplitFrom = 1 };
        string rows = Rows(measure, input);
        return $"read {measure.Counts.Read}, records {measure.Counts.Records}, skipped {measure.Counts.Skipped}\n{rows}";
    }

    private static string Rows(ElfMeasure measure, LineInput input)
    {
        measure.Add(input);
        return Rows(measure.Finish());
    }

    private static string Rows(ElfStatistics result)
        => string.Join('\n', result.Groupings.SelectMany(group => group.Rows).Append(result.Total).Select(row => string.Join(' ',
            row.Name, row.Calls, row.Slow, row.SentBytes, row.Clients, row.Min, row.Mean, row.Max, row.P50, row.P99, row.First, row.Last,
            string.Join(',', row.Statuses), string.Join(',', row.Methods), string.Join(',', row.Countries))));
}
