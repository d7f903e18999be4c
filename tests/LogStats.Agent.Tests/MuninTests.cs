using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>The verb <c>munin</c>, the target <c>munin:</c>, and the plugin script that calls them.</summary>
public sealed class MuninTests : IDisposable
{
    private const string Log = """
        192.0.2.1 - - [08/Nov/2013:11:55:00 +0000] "GET /content/call/1 HTTP/1.1" 200 85 "-" "x"
        192.0.2.1 - - [08/Nov/2013:11:55:01 +0000] "GET /content/call/2 HTTP/1.1" 404 85 "-" "x"
        192.0.2.1 - - [08/Nov/2013:11:55:02 +0000] "GET /data/get/2 HTTP/1.1" 200 85 "-" "x"

        """;

    private readonly TempFolder _folder = new();

    private string Report => _folder.File("elf.data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StatisticsBecomeAReportAndAReportBecomesGraphs()
    {
        ProgramResult measured = await MeasureAsync();
        ProgramResult values = await LogStatsProgram.RunAsync("munin", "--file", Report, "--graph", "calls", "--instance", "web");
        ProgramResult suggest = await LogStatsProgram.RunAsync("munin", "suggest", "--file", Report);
        ProgramResult config = await LogStatsProgram.RunAsync("munin", "config", "--file", Report, "--graph", "response-codes", "--category", "www", "--dirty");

        Assert.Equal((0, ""), (measured.ExitCode, measured.Output));
        Assert.Equal((0, ""), (values.ExitCode, values.Error));
        Assert.Equal(
            [
                "multigraph elfstats_content_total_calls_web", "call.value 2", "",
                "multigraph elfstats_data_total_calls_web", "get.value 1", "",
                "multigraph elfstats_content_stalled_calls_web", "call.value 0", "",
                "multigraph elfstats_data_stalled_calls_web", "get.value 0",
            ],
            values.Output.TrimEnd().Split('\n'));
        Assert.Equal("calls\nresponse_times\nresponse_codes\ntotal_records\npercentiles\n", suggest.Output);
        Assert.Contains("graph_category www\n", config.Output);
        Assert.Contains("rc404.label 404\n", config.Output);
        Assert.Contains("rc404.value 1\n", config.Output);
    }

    [Fact]
    public async Task AReportThatIsNotThereIsSaidOrTakenForOneWithoutData()
    {
        ProgramResult missing = await LogStatsProgram.RunAsync("munin", "config", "--file", Report);
        ProgramResult allowed = await LogStatsProgram.RunAsync("munin", "values", "--file", Report, "--allow-missing");
        ProgramResult silent = await LogStatsProgram.RunAsync("munin", "values", "--file", Report, "--allow-missing", "--no-dummy");
        ProgramResult autoconf = await LogStatsProgram.RunAsync("munin", "autoconf", "--file", Report);

        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("error PathNotFound", missing.Error);
        Assert.Equal((0, "multigraph elfstats_calls_no_data\n"), (allowed.ExitCode, allowed.Output));
        Assert.Equal((0, ""), (silent.ExitCode, silent.Output));
        Assert.Equal((0, $"no (There is no file '{Report}')\n"), (autoconf.ExitCode, autoconf.Output));
    }

    [Fact]
    public async Task RecordsAreNoStatistics()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", _folder.Write("a.log", Log), "--to", $"munin:{Report}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error SinkRejected", result.Error);
        Assert.False(File.Exists(Report));
    }

    [UnixFact]
    public async Task ThePluginAnswersByTheNameOfItsLink()
    {
        await MeasureAsync();
        ProgramResult values = await PluginAsync("elfstats_calls", "");
        ProgramResult config = await PluginAsync("elfstats_response_codes_web", "config", "category=www MUNIN_CAP_DIRTYCONFIG=1");
        ProgramResult named = await PluginAsync("elfstats_total_records", "", "instance_name=other");
        ProgramResult all = await PluginAsync("elfstats_", "suggest");

        Assert.StartsWith("multigraph elfstats_content_total_calls\ncall.value 2\n", values.Output);
        Assert.StartsWith("multigraph elfstats_response_codes_2XX_web\ngraph_title elfstats - answers 2XX - web\ngraph_category www\n", config.Output);
        Assert.Contains("rc200.value 2\n", config.Output);
        Assert.Equal("multigraph elfstats_total_records_other\nerror.value 0\nskipped.value 0\n", named.Output);
        Assert.StartsWith("calls\nresponse_times\n", all.Output);
    }

    [UnixFact]
    public async Task ThePluginSaysWhyItCannotBeUsed()
    {
        ProgramResult without = await PluginAsync("elfstats_calls", "autoconf", "logstats=/no/such/program");
        ProgramResult missing = await PluginAsync("elfstats_calls", "autoconf");
        ProgramResult empty = await PluginAsync("elfstats_calls", "config");
        ProgramResult silent = await PluginAsync("elfstats_calls", "config", "show_dummy_graph=0");

        Assert.Equal((0, "no (there is no program /no/such/program)\n"), (without.ExitCode, without.Output));
        Assert.Equal((0, $"no (There is no file '{Report}')\n"), (missing.ExitCode, missing.Output));
        Assert.StartsWith("multigraph elfstats_calls_no_data\ngraph_title ", empty.Output);
        Assert.Equal((0, ""), (silent.ExitCode, silent.Output));
    }

    private Task<ProgramResult> MeasureAsync()
        => LogStatsProgram.RunAsync("measure", _folder.Write("a.log", Log), "--to", $"munin:{Report}", "--quiet");

    /// <summary>As munin-node runs it: under the name of its link, with its settings as variables.</summary>
    private async Task<ProgramResult> PluginAsync(string name, string mode, string settings = "")
    {
        string program = _folder.Write("logstats", "#!/bin/sh\nexec $tested \"$@\"\n");
        File.CreateSymbolicLink(_folder.File(name), Path.Join(Repository(), "examples", "munin", "elfstats_"));
        try
        {
            return await LogStatsProgram.ShellAsync(
                $"chmod +x {program}; tested=\"$logstats\" logstats={program} dump_file={Report} {settings} sh ./{name} {mode}", _folder.Path);
        }
        finally
        {
            File.Delete(_folder.File(name));
        }
    }

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "LogStats.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
