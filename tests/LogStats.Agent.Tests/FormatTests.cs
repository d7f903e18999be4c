using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>The verbs <c>resolve</c> and <c>formats</c>.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task EverySampleOfEveryFormatIsFoundToBeInIt()
    {
        using TempFolder folder = new();
        JsonElement[] formats = (await LogStatsProgram.RunAsync("formats", "--json")).JsonLines();
        string[] names = [.. formats.Select(format => format.GetProperty("name").GetString()!)];
        string[] paths = [.. formats.Select(format => folder.Write(
            $"{format.GetProperty("name").GetString()}.log",
            string.Join('\n', format.GetProperty("samples").EnumerateArray().Select(sample => sample.GetString()))))];

        ProgramResult result = await LogStatsProgram.RunAsync(["resolve", "--json", .. paths]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(names.Select(Twin), result.JsonLines().Select(match => match.GetProperty("format").GetString()));
        Assert.All(result.JsonLines(), match => Assert.Equal(1, match.GetProperty("score").GetDouble()));
    }

    /// <summary>Lines of these say nothing that tells them from another format.</summary>
    private static string Twin(string name) => name switch
    {
        "combined-ms" => "combined-us",
        "common-ms" => "common-us",
        "tomcat-common" => "common",
        "tomcat-combined" or "nginx-combined" or "varnishncsa" => "combined",
        _ => name,
    };

    [Fact]
    public async Task ResolveSaysWhatDoesNotFitAndWhatElseItCouldBe()
    {
        using TempFolder folder = new();
        string path = folder.Write("mixed.log", """
            2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)
            May  1 03:28:03 rsync1 rsyncd[27615]: rsync on pub/a from h.example (192.0.2.4)
            2024/05/01 03:28:09 [27615] sent 184494 bytes  received 19414234 bytes  total size 19609565
            """);

        ProgramResult text = await LogStatsProgram.RunAsync("resolve", path);
        JsonElement json = (await LogStatsProgram.RunAsync("resolve", "--json", path)).JsonLines()[0];

        Assert.Contains("format     rsyncd:", text.Output);
        Assert.Contains("first miss May  1 03:28:03", text.Output);
        Assert.Contains("runner-up  rsyncd-syslog", text.Output);
        Assert.Equal("rsyncd", json.GetProperty("format").GetString());
        Assert.Equal(2, json.GetProperty("matched").GetInt64());
        Assert.Equal("rsyncd-syslog", json.GetProperty("runnerUp").GetProperty("format").GetString());
    }

    [Fact]
    public async Task FormatsAreListedWithSamples()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("formats");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("rsyncd-journal: ", result.Output);
        Assert.Contains("    2024/05/01 03:28:03 [27615] rsync on pub/a", result.Output);
    }

    [UnixFact]
    public async Task FormatsOfTheUsersOwnAreListedAndADamagedFileIsNamed()
    {
        using TempFolder folder = new();
        folder.Write("mine.json", """{"kind":"elf","formats":[{"name":"mine","pattern":"%h %s","samples":["192.0.2.1 200"]}]}""");
        string damaged = folder.Write("hurt.json", "{");

        ProgramResult result = await LogStatsProgram.ShellAsync("LOGSTATS_FORMATS=. $logstats formats", folder.Path);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("mine: ", result.Output);
        Assert.Contains("rsyncd: ", result.Output);
        Assert.Contains(Path.GetFileName(damaged), result.Error);
        Assert.Contains("not JSON, see line 1", result.Error);
    }
}
