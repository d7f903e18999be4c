using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

public sealed class ReadTests
{
    [Fact]
    public async Task RedirectedOutputIsJsonLinesNamedLikeTheProperties()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path);

        Assert.Equal(0, result.ExitCode);
        JsonElement[] records = result.JsonLines();
        Assert.Equal(SampleLog.Transfers, records.Length);
        string[] properties = [.. typeof(RsyncEvent).GetProperties().Select(property => property.Name)];
        Assert.All(records[0].EnumerateObject(), member => Assert.Contains(member.Name, properties));
        Assert.Equal("Transfer", records[0].GetProperty("Kind").GetString());
        Assert.Equal("london.example.net", records[0].GetProperty("HostName").GetString());
        Assert.Equal(415880, records[0].GetProperty("SentBytes").GetInt64());
    }

    [Fact]
    public async Task EveryLineIsAccountedForOnStandardError()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path);

        Assert.StartsWith($"{SampleLog.Lines} lines read: {SampleLog.Lines} records, 0 skipped, 0 rejected\n", result.Error);
    }

    [Fact]
    public async Task ARejectedLineIsShownWithItsPlaceAndMeansPartlyDone()
    {
        using TempFolder folder = new();
        byte[] torn = [.. SampleLog.Bytes, .. "2026/11/21 06:0\x1b[2J\n"u8];
        string path = folder.Write("torn.log", torn);

        ProgramResult result = await LogStatsProgram.RunAsync("read", path);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("1 rejected", result.Error);
        Assert.Contains($"torn.log at byte {SampleLog.Bytes.Length:N0}: 2026/11/21 06:0\\x1b[2J", result.Error);
        Assert.DoesNotContain('\x1b', result.Error);
    }

    [Fact]
    public async Task QuietSaysNothingOfWhatWentWell()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--quiet");

        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task FirstStopsThere()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "all", "--first", "7");

        Assert.Equal(7, result.Lines.Length);
        Assert.Contains("stopped after 7 records", result.Error);
    }

    [Fact]
    public async Task KindsMayBePartedByCommas()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "denied,authfailed");

        Assert.Equal(["AuthFailed", "Denied"],
            result.JsonLines().Select(record => record.GetProperty("Kind").GetString()).Distinct().Order());
    }

    [Fact]
    public async Task FiltersAndTimesChooseRecords()
    {
        ProgramResult where = await LogStatsProgram.RunAsync(
            "read", SampleLog.Path, "--where", "Module=in*", "--where", "HostName=localhost");
        ProgramResult before = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--before", "2026-11-21T06:00:33");
        ProgramResult after = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--after", "2026-11-21T06:00:33");

        Assert.All(where.JsonLines(), record => Assert.Equal("incoming", record.GetProperty("Module").GetString()));
        Assert.NotEmpty(where.Lines);
        Assert.NotEmpty(before.Lines);
        Assert.Equal(SampleLog.Transfers, before.Lines.Length + after.Lines.Length);
    }

    [Fact]
    public async Task AZoneIsThatOfTheLog()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--zone", "+02:00", "--first", "1");

        Assert.Equal("2026-11-21T06:00:32+02:00", result.JsonLines()[0].GetProperty("Time").GetString());
    }

    [Fact]
    public async Task WildcardsAndGzipAreNoMatter()
    {
        using TempFolder folder = new();
        folder.Write("a.log.1", SampleLog.Bytes);
        folder.Write("a.log.2", TempFolder.Gzip(SampleLog.Bytes));

        ProgramResult result = await LogStatsProgram.RunAsync("read", folder.File("a.log.*"), "--kind", "file");
        ProgramResult one = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "file");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2 * one.Lines.Length, result.Lines.Length);
        Assert.Contains($"{2 * SampleLog.Lines:N0} lines read", result.Error);
    }

    [Fact]
    public async Task StandardInputIsReadPlainAndCompressed()
    {
        ProgramResult plain = await LogStatsProgram.FeedAsync(SampleLog.Bytes, "read", "-");
        ProgramResult gzip = await LogStatsProgram.FeedAsync(TempFolder.Gzip(SampleLog.Bytes), "read", "-", "--to", "-");

        Assert.Equal(0, plain.ExitCode);
        Assert.Equal(SampleLog.Transfers, plain.Lines.Length);
        Assert.Equal(plain.Output, gzip.Output);
    }

    [Fact]
    public async Task ANamedFormatIsFoundBehindWhatALoggerPutInFront()
    {
        string path = AccessSample.Named("haproxy-httplog-syslog");

        ProgramResult found = await LogStatsProgram.RunAsync("read", path, "--quiet");
        ProgramResult named = await LogStatsProgram.RunAsync("read", path, "--quiet", "--format", "haproxy-http");

        Assert.Contains("\"ClientAddress\":\"127.0.0.1\"", found.Lines[0]);
        Assert.Equal(found.Output, named.Output);
    }
}
