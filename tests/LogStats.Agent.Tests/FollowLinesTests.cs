using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary><c>follow --lines</c>: lines of whatever format, as they are.</summary>
public sealed class FollowLinesTests
{
    [Fact]
    public async Task LinesGoToStandardOutputAsTheyAre()
    {
        using TempFolder folder = new();
        string log = folder.Write("any.log", "one\r\n\ttwo\nthree");

        ProgramResult result = await LogStatsProgram.RunAsync("follow", log, "--lines", "--once");

        Assert.Equal((0, "one\r\n\ttwo\n"), (result.ExitCode, result.Output));
        Assert.Contains("2 lines read: 2 given, 0 skipped, 0 too long", result.Error);
    }

    [Fact]
    public async Task ATargetHasEachOnceAndTheCheckpointGoesOn()
    {
        using TempFolder folder = new();
        string log = folder.Write("any.log", "one\nhealth check nginx\n");
        string[] arguments = ["follow", log, "--lines", "--once", "--checkpoint", "c", "--state", folder.File("state.db"),
            "--to", $"sqlite:{folder.File("lines.db")}", "--not-match", "health", "nginx"];

        ProgramResult first = await LogStatsProgram.RunAsync(arguments);
        File.AppendAllText(log, "two\nhealth only\n");
        ProgramResult second = await LogStatsProgram.RunAsync(arguments);
        ProgramResult all = await LogStatsProgram.RunAsync([.. arguments, "--from", "beginning"]);

        Assert.Contains("2 lines read: 1 given, 1 skipped", first.Error);
        Assert.Contains("2 lines read: 2 given, 0 skipped", second.Error);
        Assert.Contains("2 lines stored in", second.Error);
        Assert.Contains("0 lines stored in", all.Error);
        Assert.Contains("3 were there already", all.Error);
    }

    [Fact]
    public async Task FilesAreLeftOut()
    {
        using TempFolder folder = new();
        folder.Write("a.log", "a\n");
        folder.Write("b.log", "b\n");

        ProgramResult result = await LogStatsProgram.RunAsync("follow", folder.File("*.log"), "--lines", "--once", "--exclude", "b*");

        Assert.Equal((0, "a\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task TextsToLeaveOutAreOfLines()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("follow", AccessSample.Path, "--once", "--not-match", "x");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("together with --lines", result.Error);
    }

    [UnixFact]
    public async Task AWatchIsStoppedAndGoesOn()
    {
        using TempFolder folder = new();
        string log = folder.Write("any.log", "one\n");
        string[] arguments = ["follow", log, "--lines", "--checkpoint", "c", "--state", folder.File("state.db")];
        await using (RunningProgram first = new(arguments))
        {
            Assert.Equal("one", await first.OutputLineAsync());
            File.AppendAllText(log, "two\n");
            Assert.Equal("two", await first.OutputLineAsync());
            ProgramResult ended = await first.TerminateAsync();
            Assert.Equal(0, ended.ExitCode);
        }

        File.AppendAllText(log, "three\n");
        ProgramResult second = await LogStatsProgram.RunAsync([.. arguments, "--once"]);

        Assert.Equal("three\n", second.Output);
    }
}
