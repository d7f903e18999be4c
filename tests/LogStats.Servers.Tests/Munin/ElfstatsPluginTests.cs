using System.Runtime.Versioning;
using LogStats.Agent.Tests.Running;
using Xunit;

namespace LogStats.Servers.Tests.Munin;

/// <summary>The plugin that comes with the examples, asked by a real munin-node: it tells what stands in the report.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ElfstatsPluginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-plugin-").FullName;

    private string Report => Path.Join(_folder, "elf.data");

    private string Agent => Path.Join(_folder, "logstats");

    /// <summary>Written before any node starts: one that is up still asks its plugin for the configuration, and may not find it half written.</summary>
    public ElfstatsPluginTests()
    {
        File.WriteAllText(Agent, $"#!/bin/sh\nexec {LogStatsProgram.Dotnet} exec '{LogStatsProgram.Assembly}' \"$@\"\n");
        File.SetUnixFileMode(Agent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsFact(MuninNode.Program)]
    public async Task Every_family_is_configured_and_fetched_with_the_values_of_the_report()
    {
        Dictionary<string, Dictionary<string, string>> report = await MeasureAsync();
        await using MuninNode node = await StartAsync("elfstats_all");

        IReadOnlyList<string> answers = await node.AskAsync("cap multigraph", "list", "config elfstats_all", "fetch elfstats_all");

        Dictionary<string, Dictionary<string, string>> config = Graphs(answers[2]);
        Dictionary<string, Dictionary<string, string>> values = Graphs(answers[3]);
        Assert.Equal("elfstats_all", answers[1].Trim());
        Assert.Equal(config.Keys, values.Keys);
        Assert.Equal(config.SelectMany(graph => Fields(graph, ".label")), values.SelectMany(graph => Fields(graph, ".value")));
        Assert.All(values.SelectMany(graph => Fields(graph, ".value")), name => Assert.Matches(@"^\w+ [A-Za-z_][A-Za-z0-9_]*$", name));
        Assert.DoesNotContain(values.SelectMany(graph => Fields(graph, ".value")), name => name.EndsWith(" root", StringComparison.Ordinal));

        Assert.Equal(report["response_codes"]["rc200"], values["elfstats_response_codes_2XX"]["rc200.value"]);
        Assert.Equal(report["response_codes"]["rc404"], values["elfstats_response_codes_4XX"]["rc404.value"]);
        Assert.Equal(report["records"]["error"], values["elfstats_total_records"]["error.value"]);
        Assert.Equal(report["patterns"]["r.total"], values["elfstats_patterns_r"]["total.value"]);
        Assert.Equal(report["patterns"]["r.distinct"], values["elfstats_patterns_r"]["distinct.value"]);
        Assert.Equal(report["method_item_item1"]["calls"], values["elfstats_item_total_calls"]["item1.value"]);
        Dictionary<string, string> slow = report["method_app_slow"];
        Assert.Equal(slow["calls"], values["elfstats_app_total_calls"]["slow.value"]);
        Assert.Equal(slow["stalled_calls"], values["elfstats_app_stalled_calls"]["slow.value"]);
        Assert.Equal(slow["average"], values["elfstats_app_response_avg"]["slow.value"]);
        Assert.Equal(slow["longest"], values["elfstats_app_slow"]["max.value"]);
        Assert.Equal(slow["p99"], values["elfstats_app_slow"]["p99.value"]);
        Assert.Equal("3", slow["calls"]);
        Assert.Equal("3", slow["stalled_calls"]);
    }

    [NeedsFact(MuninNode.Program)]
    public async Task A_master_that_can_gets_values_with_the_configuration()
    {
        await MeasureAsync();
        await using MuninNode node = await StartAsync("elfstats_all");

        IReadOnlyList<string> answers = await node.AskAsync("cap multigraph dirtyconfig", "config elfstats_all", "fetch elfstats_all");

        Assert.Contains("dirtyconfig", answers[0]);
        Dictionary<string, Dictionary<string, string>> config = Graphs(answers[1]);
        Assert.All(Graphs(answers[2]), graph => Assert.All(graph.Value, value => Assert.Equal(value.Value, config[graph.Key][value.Key])));
    }

    [NeedsTheory(MuninNode.Program)]
    [InlineData("calls")]
    [InlineData("response_times")]
    [InlineData("percentiles")]
    [InlineData("response_codes")]
    [InlineData("total_records")]
    [InlineData("patterns")]
    public async Task A_family_of_its_own_is_what_it_is_among_all(string family)
    {
        await MeasureAsync();
        await using MuninNode node = await StartAsync($"elfstats_{family}");
        await using MuninNode whole = await StartAsync("elfstats_all");

        IReadOnlyList<string> answers = await node.AskAsync("cap multigraph dirtyconfig", "list", $"config elfstats_{family}", $"fetch elfstats_{family}");
        string all = (await whole.AskAsync("cap multigraph", "fetch elfstats_all"))[1];
        (int exitCode, string output) = await node.RunAsync($"elfstats_{family}");

        Assert.Equal($"elfstats_{family}", answers[1].Trim());
        Assert.Contains("graph_title ", answers[2]);
        Assert.Contains(".value ", answers[2]);
        Assert.Contains(answers[3].Trim(), all);
        Assert.Equal((0, answers[3]), (exitCode, output.Replace("\n\n", "\n", StringComparison.Ordinal))); // munin-node leaves blank lines out.
    }

    /// <summary>A report of a log that Apache wrote, as its sections.</summary>
    private async Task<Dictionary<string, Dictionary<string, string>>> MeasureAsync()
    {
        string log = Path.Join(AppContext.BaseDirectory, "Data", "elf", "apache-common-d.log");
        ProgramResult result = await LogStatsProgram.RunAsync("measure", log, "--quiet", "--to", $"munin:{Report}", "--see-query", "--slow", "300ms",
            "--rule", "^/(?<group>item)(?<method>[0-9])", "--rule", "^/(?<group>[a-z]+)/(?<method>[^?]*)",
            "--aggregate", "item/item1=^/item1", "--extract", "r=[?&]r=(?<pattern>[0-9]+)");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Dictionary<string, Dictionary<string, string>> sections = [];
        foreach (string line in File.ReadLines(Report))
        {
            if (line.StartsWith('['))
            {
                sections[line.Trim('[', ']')] = [];
            }
            else if (line.Split(" = ") is [string name, string value])
            {
                sections.Last().Value[name] = value;
            }
        }

        return sections;
    }

    private Task<MuninNode> StartAsync(string name)
        => MuninNode.StartAsync(name, File.ReadAllText(Path.Join(Repository(), "examples", "munin", "elfstats_")),
            $"env.dump_file {Report}", $"env.logstats {Agent}");

    private static Dictionary<string, Dictionary<string, string>> Graphs(string answer)
    {
        Dictionary<string, Dictionary<string, string>> graphs = [];
        foreach (string line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (line.StartsWith("multigraph ", StringComparison.Ordinal))
            {
                graphs.TryAdd(line[(blank + 1)..], []);
            }
            else
            {
                graphs.Last().Value[line[..blank]] = line[(blank + 1)..];
            }
        }

        return graphs;
    }

    private static IEnumerable<string> Fields(KeyValuePair<string, Dictionary<string, string>> graph, string end)
        => graph.Value.Keys.Where(key => key.EndsWith(end, StringComparison.Ordinal)).Select(key => $"{graph.Key} {key[..^end.Length]}");

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
