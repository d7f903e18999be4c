using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary><c>measure --to</c> a database, and <c>summaries</c>, which reads back what was stored.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task MeasuredTwiceIsStoredOnceAndReadsAsItWas()
    {
        using TempFolder folder = new();
        string target = $"sqlite:{folder.File("stats.db")}";

        ProgramResult first = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--by", "day,module", "--to", target);
        ProgramResult second = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--by", "day,module", "--to", target);
        ProgramResult shown = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--by", "day,module", "--quiet");
        ProgramResult read = await LogStatsProgram.RunAsync("summaries", target);

        Assert.Contains($" summaries stored in {target}, 0 were there already", first.Error);
        Assert.Contains($"0 summaries stored in {target}, ", second.Error);
        Assert.DoesNotContain(", 0 were there already", second.Error);
        Assert.Equal(0, read.ExitCode);
        Assert.Equal(shown.Output, read.Output);
    }

    [Fact]
    public async Task TwoLogsMergeToOneReport()
    {
        using TempFolder folder = new();
        string target = $"sqlite:{folder.File("stats.db")}";
        byte[] other = System.Text.Encoding.Latin1.GetBytes(
            string.Join('\n', System.Text.Encoding.Latin1.GetString(SampleLog.Bytes).Split('\n').Skip(1)));
        string copy = folder.Write("other.log", other);

        await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--to", target);
        await LogStatsProgram.RunAsync("measure", copy, "--to", target);
        ProgramResult each = await LogStatsProgram.RunAsync("summaries", target, "--json");
        ProgramResult merged = await LogStatsProgram.RunAsync("summaries", target, "--merge", "--json");

        Assert.Equal(2, each.Lines.Length);
        Assert.Equal(each.Lines.Sum(Transfers), Transfers(Assert.Single(merged.Lines)));
    }

    [Fact]
    public async Task WhatCannotBeReadIsToldAndNothingIsMade()
    {
        using TempFolder folder = new();
        ProgramResult missing = await LogStatsProgram.RunAsync("summaries", $"sqlite:{folder.File("none.db")}");
        ProgramResult text = await LogStatsProgram.RunAsync("summaries", "x.csv");

        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains("PathNotFound", missing.Error);
        Assert.Contains("read back from databases only", text.Error);
        Assert.False(File.Exists(folder.File("none.db")));
    }

    private static long Transfers(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("total").GetProperty("Transfers").GetInt64();
    }
}
