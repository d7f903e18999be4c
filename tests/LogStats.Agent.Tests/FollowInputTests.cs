using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>What <c>follow</c> does not take, and how it says so.</summary>
public sealed class FollowInputTests
{
    [Fact]
    public async Task AFolderIsNotFollowed()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.RunAsync("follow", folder.Path, "--once");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("error FileOpen", result.Error);
        Assert.Contains("is a directory", result.Error);
    }

    [UnixFact]
    public async Task ANamedPipeIsNotFollowed()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.ShellAsync("mkfifo pipe && $logstats follow pipe --once", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is a pipe or a device", result.Error);
    }

    [Theory]
    [InlineData("--from", "middle", "Saved, Beginning, End")]
    [InlineData("--from", "1", "Saved, Beginning, End")]
    [InlineData("--interval", "5", "a number and its unit")]
    [InlineData("--interval", "0s", "from 10ms to 1d")]
    [InlineData("--interval", "9999w", "from 10ms to 1d")]
    [InlineData("--rounds", "soon", "a number and its unit")]
    [InlineData("--rounds", "0s", "a second or more")]
    [InlineData("--latency-unit", "min", "ns, us, ms or s")]
    public async Task AWrongValueIsNamedWithThoseThatAreRight(string option, string value, string expected)
    {
        ProgramResult result = await LogStatsProgram.RunAsync("follow", AccessSample.Path, "--once", option, value);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("error ConfigInvalid", result.Error);
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task StandardInputIsForRead()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("follow", "-", "--once");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("logstats read -", result.Error);
    }

    [UnixFact]
    public async Task ACheckpointIsForOneAtATime()
    {
        using TempFolder folder = new();
        string log = folder.Write("access.log", AccessSample.Numbered(0, 1));
        string[] arguments = ["follow", log, "--checkpoint", "test", "--state", folder.File("state.db")];
        await using RunningProgram first = new(arguments);
        await first.OutputLineAsync();

        ProgramResult second = await LogStatsProgram.RunAsync([.. arguments, "--once"]);

        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.Contains("test", second.Error);
    }
}
