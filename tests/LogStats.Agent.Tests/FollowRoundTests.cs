using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary><c>follow --rounds</c>: one summary for each stretch of time.</summary>
public sealed class FollowRoundTests : IDisposable
{
    private static readonly string[] s_times = ["10:00:01", "10:04:59", "10:05:00", "10:15:30"];

    private readonly TempFolder _folder = new();
    private readonly string _log;

    public FollowRoundTests() => _log = _folder.Write("access.log", string.Concat(s_times.Select(Line)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachRoundIsALineThatSaysWhenItWas()
    {
        ProgramResult result = await RoundsAsync();

        JsonElement[] rounds = result.JsonLines();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal([2, 1, 0, 1], rounds.Select(round => round.GetProperty("Calls").GetInt64()));
        Assert.Equal(["10:00:00", "10:05:00", "10:10:00", "10:15:00"],
            rounds.Select(round => $"{round.GetProperty("Started").GetDateTimeOffset():HH:mm:ss}"));
        Assert.Equal("2020-11-21T10:20:00+00:00", rounds[^1].GetProperty("Ended").GetString());
        Assert.Contains("4 rounds", result.Error);
    }

    [Fact]
    public async Task ACheckpointGivesNoRoundTwice()
    {
        string[] state = ["--checkpoint", "test", "--state", _folder.File("state.db")];

        ProgramResult first = await RoundsAsync(state);
        ProgramResult second = await RoundsAsync(state);
        File.AppendAllText(_log, Line("10:25:00"));
        ProgramResult third = await RoundsAsync(state);

        Assert.Equal(4, first.Lines.Length);
        Assert.Equal((0, ""), (second.ExitCode, second.Output));
        Assert.Contains("0 rounds", second.Error);
        JsonElement round = Assert.Single(third.JsonLines());
        Assert.Equal("2020-11-21T10:25:00+00:00", round.GetProperty("Started").GetString());
        Assert.Equal(1, round.GetProperty("Calls").GetInt64());
    }

    [Fact]
    public async Task AReportForMuninHasTheLastRound()
    {
        string report = _folder.File("elf.data");

        ProgramResult result = await RoundsAsync("--to", $"munin:{report}");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("[metadata]", File.ReadLines(report));
        Assert.Contains("parsed = 1", File.ReadLines(report));
    }

    [Fact]
    public async Task ATargetGetsEachRound()
    {
        string text = _folder.File("rounds.jsonl");
        string rows = _folder.File("rounds.db");

        ProgramResult first = await RoundsAsync("--to", text);
        ProgramResult second = await RoundsAsync("--to", $"sqlite:{rows}");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(4, File.ReadLines(text).Count());
        Assert.Equal(["2", "1", "0", "1"], Database.Column(rows, "SELECT Calls FROM elf_round ORDER BY Started"));
    }

    [UnixFact]
    public async Task TerminationEndsItWell()
    {
        await using RunningProgram program = new("follow", _log, "--rounds", "5m", "--zone", "UTC");
        for (int round = 0; round < 4; round++)
        {
            await program.OutputLineAsync();
        }

        ProgramResult result = await program.TerminateAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("rounds", result.Error);
    }

    private static string Line(string time) => AccessSample.Line(1, $"21/Nov/2020:{time} +0000");

    private Task<ProgramResult> RoundsAsync(params string[] more)
        => LogStatsProgram.RunAsync(["follow", _log, "--rounds", "5m", "--once", "--zone", "UTC", .. more]);
}
