using System.Text.Json;
using System.Text.RegularExpressions;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>What <c>measure</c> can be told about access logs, held to what the lines of a real log say.</summary>
public sealed class MeasureAccessTests
{
    private const string Item = "^/(?<group>item)(?<method>[0-9])";

    private static readonly string s_log = AccessSample.Named("apache-common-d");
    private static readonly string[] s_lines = File.ReadAllLines(s_log, System.Text.Encoding.Latin1);

    [Fact]
    public async Task ARuleSaysWhatARequestCountsAs()
    {
        JsonElement report = await JsonAsync("--rule", Item);

        Assert.Equal(Having("/item1"), Calls(report, "item/1"));
        Assert.Equal(Having("/item3"), Calls(report, "item/3"));
        Assert.Equal(Having("/item[0-9]"), Total(report, "Calls"));
        Assert.Equal(s_lines.Length - Having("/item[0-9]"), Total(report, "Unmatched"));
    }

    [Fact]
    public async Task ASkipRuleLeavesRequestsOut()
    {
        JsonElement report = await JsonAsync("--skip-rule", "^/item", "--skip-rule", "^/dir");

        Assert.Equal(Having("/(item|dir)"), Total(report, "Skipped"));
        Assert.Equal(s_lines.Length - Having("/(item|dir)"), Total(report, "Calls"));
    }

    [Fact]
    public async Task AnAggregateTakesRequestsTogether()
    {
        JsonElement report = await JsonAsync("--rule", Item, "--aggregate", "data/few=^/item[12]");

        Assert.Equal(Having("/item[12]"), Calls(report, "data/few"));
        Assert.Equal(Having("/item3"), Calls(report, "item/3"));
    }

    [Fact]
    public async Task AnExtractCountsValuesOfTheQueryWhereThatIsSeen()
    {
        string[] extract = ["--extract", "r=[?&]r=(?<pattern>[0-9]+)"];

        JsonElement seen = (await JsonAsync([.. extract, "--see-query"])).GetProperty("patterns")[0];
        JsonElement unseen = (await JsonAsync(extract)).GetProperty("patterns")[0];
        string table = (await LogStatsProgram.RunAsync(["measure", s_log, "--see-query", .. extract])).Output;

        int expected = Having("/[^ ]*[?&]r=[0-9]+");
        Assert.True(expected > 1);
        Assert.Equal(("r", expected, 1), (seen.GetProperty("Name").GetString(), seen.GetProperty("Total").GetInt32(), seen.GetProperty("Distinct").GetInt32()));
        Assert.Equal((0, 0), (unseen.GetProperty("Total").GetInt32(), unseen.GetProperty("Distinct").GetInt32()));
        Assert.Matches($@"(?m)^r +{expected} +1$", table);
    }

    [Fact]
    public async Task PercentilesHaveColumnsOfTheirOwn()
    {
        JsonElement total = (await JsonAsync("--percentile", "50,99.9")).GetProperty("total");

        Assert.Equal(["P50", "P90", "P99", "P99_9"], total.EnumerateObject().Select(member => member.Name).Where(name => name.StartsWith('P') && name != "Protocol"));
        Assert.InRange(total.GetProperty("P50").GetDouble() / Percentile(50), 0.99, 1.01);
        Assert.InRange(total.GetProperty("P99_9").GetDouble() / Percentile(99.9), 0.99, 1.01);
    }

    [Fact]
    public async Task SlowIsWhatTookLonger()
    {
        Assert.Equal(0, Total(await JsonAsync(), "Slow"));
        Assert.Equal(Latencies().Count(micros => micros > 300_000), Total(await JsonAsync("--slow", "300ms"), "Slow"));
    }

    [Fact]
    public async Task AUnitAndTheWholeMillisecondChangeLatencies()
    {
        double longest = Latencies()[^1];

        Assert.Equal(longest / 1e6, Max(await JsonAsync()), 9);
        Assert.Equal(longest / 1e3, Max(await JsonAsync("--latency-unit", "ms")), 9);
        Assert.Equal(Math.Floor(longest / 1e3) / 1e3, Max(await JsonAsync("--exact")), 9);
    }

    [Fact]
    public async Task SettingsOfElfstatsdAreTakenAndWhatIsNotIsSaid()
    {
        using TempFolder folder = new();
        string settings = folder.Write("settings.py", """
            import re
            ELF_FORMAT = '%h %l %u %t "%r" %>s %b %D'
            STALLED_CALL_THRESHOLD = 300
            VALID_REQUESTS = [re.compile(r'^/(?P<group>item)(?P<method>[0-9])')]
            REQUESTS_TO_SKIP = [re.compile(r'^/dir')]
            LATENCY_PERCENTILES = [25, 99]
            LOGGING_LEVEL = 'DEBUG'

            """);

        ProgramResult result = await LogStatsProgram.RunAsync("measure", s_log, "--json", "--settings", settings);
        JsonElement rule = await JsonAsync("--settings", settings, "--rule", "^/(?<group>dir)(?<method>)");

        JsonElement report = result.Json();
        Assert.Equal(Having("/item1", hosts: false), Calls(report, "item/1"));
        Assert.Equal(Having("/dir", hosts: false), Total(report, "Skipped"));
        Assert.True(report.GetProperty("total").TryGetProperty("P25", out _));
        Assert.Contains("LOGGING_LEVEL is left out", result.Error);
        Assert.Equal(Having("/dir", hosts: false), Total(rule, "Calls"));
    }

    [Theory]
    [InlineData("--rule", "(?=/item)(?<group>a)", "is a look-ahead")]
    [InlineData("--skip-rule", "(?<!x)y", "is a look-behind")]
    [InlineData("--aggregate", @"a/b=(x)\1", "is a back-reference")]
    [InlineData("--aggregate", "nothing", "group/method=regex")]
    [InlineData("--extract", "nothing", "name=regex")]
    [InlineData("--percentile", "101", "a number from 0 to 100")]
    [InlineData("--percentile", "50,x", "numbers from 0 to 100")]
    [InlineData("--slow", "300", "a number and its unit")]
    [InlineData("--latency-unit", "min", "ns, us, ms or s")]
    public async Task WhatCannotBeUsedIsNamed(string option, string value, string expected)
    {
        ProgramResult result = await LogStatsProgram.RunAsync("measure", s_log, "--quiet", option, value);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("error ConfigInvalid", result.Error);
        Assert.Contains(expected, result.Error);
    }

    [Theory]
    [InlineData("apache-common-d", "--format common-ms")]
    [InlineData("nginx-upstream", "--log-format")]
    public async Task WhatIsDoubtfulIsSaidOnStandardError(string name, string advice)
    {
        ProgramResult result = await LogStatsProgram.RunAsync("measure", AccessSample.Named(name), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(advice, result.Error);
        Assert.Single(result.Lines);
    }

    [Fact]
    public async Task GroupsOfTwoHaveBothValues()
    {
        JsonElement group = (await JsonAsync("--by", "status,method")).GetProperty("groups")[0];

        JsonElement[] rows = [.. group.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["Status", "Method"], group.GetProperty("by").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(s_lines.Length, rows.Sum(row => row.GetProperty("Calls").GetInt32()));
        Assert.Equal(s_lines.Count(line => Regex.IsMatch(line, "\"HEAD [^\"]*\" 404 ")), Assert.Single(rows, row =>
            (row.GetProperty("Status").GetString(), row.GetProperty("Method").GetString()) == ("404", "HEAD")).GetProperty("Calls").GetInt32());
    }

    [Fact]
    public async Task TablesShowLatenciesWithTheirUnits()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("measure", s_log, "--percentile", "50,99.9");

        Assert.Matches(@"(?m)^By Request$", result.Output);
        Assert.Matches(@"(?m)^P50 +[0-9.]+ µs$", result.Output);
        Assert.Matches(@"(?m)^P99_9 +[0-9.]+ s$", result.Output);
        Assert.Matches(@"(?m)^Max +2 s$", result.Output);
    }

    private static async Task<JsonElement> JsonAsync(params string[] more)
        => (await LogStatsProgram.RunAsync(["measure", s_log, "--json", "--quiet", .. more])).Json();

    private static long Total(JsonElement report, string name) => report.GetProperty("total").GetProperty(name).GetInt64();

    private static double Max(JsonElement report) => report.GetProperty("total").GetProperty("Max").GetDouble();

    private static long Calls(JsonElement report, string request)
        => Assert.Single(report.GetProperty("groups")[0].GetProperty("rows").EnumerateArray(), row => row.GetProperty("Name").GetString() == request)
            .GetProperty("Calls").GetInt64();

    /// <summary>The lines whose path begins so; that of a proxy request stands behind a host, which settings of elfstatsd see.</summary>
    private static int Having(string path, bool hosts = true)
        => s_lines.Count(line => Regex.IsMatch(line, $"\"[^ \"]+ {(hosts ? "(http://[^/ ]+)?" : "")}{path}"));

    /// <summary>In seconds, between the two calls next to it.</summary>
    private static double Percentile(double percent)
    {
        long[] sorted = Latencies();
        double place = (sorted.Length - 1) * percent / 100;
        int below = (int)place;
        return (sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]))) / 1e6;
    }

    private static long[] Latencies() => [.. s_lines.Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)).Order()];
}
