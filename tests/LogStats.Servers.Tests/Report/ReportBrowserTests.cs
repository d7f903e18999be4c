using System.Globalization;
using LogStats.Elf;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Report;
using Xunit;

namespace LogStats.Servers.Tests.Report;

/// <summary>Reports as a browser shows them.</summary>
public sealed class ReportBrowserTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsFact("chromium")]
    public async Task Charts_and_tables_are_there_and_nothing_leaves_the_page()
    {
        string report = Report(Lines(), out _);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);

        Assert.Equal("3,000", await browser.TileAsync("Requests"));
        Assert.True(int.Parse(await browser.ValueAsync("document.querySelectorAll('.chart svg').length"), CultureInfo.InvariantCulture) >= 4);
        Assert.True(int.Parse(await browser.ValueAsync("document.querySelectorAll('.card.table tbody tr').length"), CultureInfo.InvariantCulture) >= 10);
        Assert.Equal("0", await browser.ValueAsync("[...document.querySelectorAll('svg path')].filter(path => /NaN|Infinity/.test(path.getAttribute('d'))).length"));
        Assert.All(browser.Requests, request => Assert.True(request.StartsWith("file:", StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.Single(browser.Requests, request => request.StartsWith("file:", StringComparison.Ordinal));
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task A_time_shows_what_the_engine_says_of_it()
    {
        string report = Report(Lines(), out string log);
        (DateTimeOffset from, DateTimeOffset to) = (s_start.AddMinutes(200), s_start.AddMinutes(321));
        ElfSummary told = (ElfSummary)Measure(log, new MeasureRequest { After = from, Before = to }).Total;
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report, $"from={from:yyyy-MM-ddTHH:mm}Z&to={to:yyyy-MM-ddTHH:mm}Z&zone=utc");

        Assert.Equal(told.Calls.ToString("N0", CultureInfo.InvariantCulture), await browser.TileAsync("Requests"));
        Assert.Equal(told.ServerErrors.ToString("N0", CultureInfo.InvariantCulture), await browser.TileAsync("Server errors"));
        Assert.Equal(told.SentBytes.ToString("N0", CultureInfo.InvariantCulture), await browser.TileAsync("Sent"));
        string p99 = await browser.ValueAsync("[...document.querySelectorAll('.tile')].find(tile => tile.querySelector('.label').textContent === 'P99').querySelector('.value').textContent");
        Assert.Equal(told.P99!.Value.TotalMilliseconds, double.Parse(p99.Split('\u00a0')[0], CultureInfo.InvariantCulture), tolerance: told.P99.Value.TotalMilliseconds * 0.01);
        Assert.Contains("3:20", await browser.ValueAsync("document.getElementById('state').textContent"), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task Dragging_chooses_a_time_a_link_keeps_it_and_Escape_gives_all_back()
    {
        string report = Report(Lines(), out _);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);
        await browser.DragAsync(".brush", 0.3, 0.6);
        string chosen = await browser.TileAsync("Requests");
        string hash = await browser.ValueAsync("location.hash");

        Assert.NotEqual("3,000", chosen);
        Assert.Contains("from=", hash, StringComparison.Ordinal);
        await browser.OpenAsync(report, hash[1..]);
        Assert.Equal(chosen, await browser.TileAsync("Requests"));
        await browser.KeyAsync("Escape");
        Assert.Equal("3,000", await browser.TileAsync("Requests"));
        Assert.Equal("", await browser.ValueAsync("location.hash"));
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task A_search_recomputes_sums_charts_and_tables()
    {
        string report = Report(Lines(), out string log);
        ElfSummary told = (ElfSummary)Measure(log, new MeasureRequest { Where = [new("RequestPath", "/a/p7")] }).Total;
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);
        await browser.TypeAsync("#search", "/a/p7");

        Assert.Equal(told.Calls.ToString("N0", CultureInfo.InvariantCulture), await browser.TileAsync("Requests"));
        Assert.Equal("q=%2Fa%2Fp7", (await browser.ValueAsync("location.hash"))[1..]);
        Assert.Equal("1", await browser.ValueAsync("document.querySelectorAll('.card.table tbody td.name').length"));
        await browser.ValueAsync("document.querySelector('td.name button').click()");
        Assert.Contains("First seen", await browser.ValueAsync("document.querySelector('tr.inner').textContent"), StringComparison.Ordinal);
        await browser.ValueAsync("document.getElementById('reset').click()");
        Assert.Equal("3,000", await browser.TileAsync("Requests"));
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task Sorting_turns_a_table_round()
    {
        string report = Report(Lines(), out _);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);
        const string First = "[...document.querySelectorAll('.card.table')].find(card => card.querySelector('h3').textContent === 'Clients').querySelector('tbody td.name').textContent";
        string before = await browser.ValueAsync(First);
        await browser.ValueAsync("[...document.querySelectorAll('.card.table')].find(card => card.querySelector('h3').textContent === 'Clients').querySelector('th button').click()");

        Assert.NotEqual(before, await browser.ValueAsync(First));
        Assert.Contains("192.0.2.0", await browser.ValueAsync(First), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task What_a_client_sent_stays_text_and_what_cannot_be_seen_is_shown()
    {
        string report = Report([Line(s_start, "/\u202egnp.exe", agent: "<script>window.hit=1</script><img src=x onerror=window.hit=1>"), Line(s_start, "/'quoted'&amp;")], out _);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);
        string text = await browser.ValueAsync("document.querySelector('main').textContent");

        Assert.Equal("undefined", await browser.ValueAsync("typeof window.hit"));
        Assert.Contains("<script>window.hit=1</script><img src=x onerror=window.hit=1>", text, StringComparison.Ordinal);
        Assert.Contains("U+202E", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("/'quoted'&amp;", text, StringComparison.Ordinal);
        Assert.Equal("0", await browser.ValueAsync("document.querySelectorAll('main img, main script').length"));
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task Without_a_record_the_page_says_why_and_shows_the_first_line_that_did_not_fit()
    {
        string path = Path.Join(_folder, "bad.log");
        File.WriteAllText(path, "this is no log\n");
        ReportBuilder builder = new(TimeProvider.System);
        builder.Add(new Scan.ScanInput(path, null, new Scan.ScanCounts(), default, "No format fits: 'this is no log'."));
        string report = Path.Join(_folder, "r.html");
        ReportFile.Open(report).Write(builder.Build(new ReportOptions()));
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);

        string notice = await browser.ValueAsync("document.querySelector('[role=alert]').textContent");
        Assert.StartsWith("No record was found", notice, StringComparison.Ordinal);
        Assert.Contains("this is no log", notice, StringComparison.Ordinal);
        Assert.Equal("0", await browser.ValueAsync("document.querySelectorAll('svg').length"));
        Assert.Empty(browser.Errors);
    }

    [NeedsFact("chromium")]
    public async Task Everything_that_can_be_used_has_a_name_and_can_be_reached_by_keys()
    {
        string report = Report(Lines(), out _);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(report);

        Assert.Equal("0", await browser.ValueAsync("[...document.querySelectorAll('button, input, select, svg[role=img], a')].filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length)).length"));
        await browser.ValueAsync("document.querySelector('.brush').focus()");
        await browser.KeyAsync("ArrowRight");
        Assert.Equal("false", (await browser.ValueAsync("document.getElementById('tip').hidden")).ToLowerInvariant());
        Assert.Empty(browser.Errors);
    }

    private static string Line(DateTimeOffset time, string path, int status = 200, long bytes = 100, string client = "192.0.2.1", string agent = "x", int millis = 5)
        => string.Create(CultureInfo.InvariantCulture, $"{client} - - [{time:dd/MMM/yyyy:HH:mm:ss} +0000] \"GET {path} HTTP/1.1\" {status} {bytes} \"-\" \"{agent}\" {millis / 1000.0:0.000}");

    private static string[] Lines()
    {
        Random random = new(5);
        return
        [
            .. Enumerable.Range(0, 3000).Select(index => Line(s_start.AddSeconds(index * 20), $"/a/p{random.Next(10, 40)}".Replace("p10", "p7", StringComparison.Ordinal),
                random.Next(8) == 0 ? 503 : 200, random.Next(9000), $"192.0.2.{random.Next(30)}", millis: random.Next(1, 900))),
        ];
    }

    private static LogReport Measure(string path, MeasureRequest request)
    {
        ILogMeasure measure = new ElfKind().NewMeasure(request with { TimeZone = TimeZoneInfo.Utc }, TimeProvider.System);
        measure.Add(LineInput.File(path), CancellationToken.None);
        return measure.Finish();
    }

    private string Report(IEnumerable<string> lines, out string log)
    {
        log = Path.Join(_folder, "access.log");
        File.WriteAllLines(log, lines);
        ReportBuilder builder = new(TimeProvider.System);
        builder.Add(Measure(log, new MeasureRequest { ForReport = true }));
        string report = Path.Join(_folder, "r.html");
        ReportFile.Open(report).Write(builder.Build(new ReportOptions()));
        return report;
    }
}
