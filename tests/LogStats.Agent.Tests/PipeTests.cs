using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>Readers that go away, output shared with others, and Ctrl+C.</summary>
public sealed class PipeTests
{
    [UnixFact]
    public async Task AReaderThatHasSeenEnoughEndsItInSilence()
    {
        using TempFolder folder = new();
        folder.Write("large.log", [.. Enumerable.Repeat(SampleLog.Bytes, 40).SelectMany(bytes => bytes)]);

        ProgramResult result = await LogStatsProgram.ShellAsync(
            "set -o pipefail; $logstats read large.log --kind all | head -n 1", folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Single(result.Lines);
        Assert.Equal("", result.Error);
    }

    [UnixFact]
    public async Task TwoRunsIntoOneFileFollowEachOther()
    {
        using TempFolder folder = new();

        await LogStatsProgram.ShellAsync(
            $"{{ $logstats read -q '{SampleLog.Path}'; $logstats read -q '{SampleLog.Path}'; echo end; }} > out", folder.Path);

        string[] lines = File.ReadAllLines(folder.File("out"));
        Assert.Equal((2 * SampleLog.Transfers) + 1, lines.Length);
        Assert.Equal("end", lines[^1]);
    }

    [UnixFact]
    public async Task AFullDiskBehindStandardOutputIsAFault()
    {
        ProgramResult read = await LogStatsProgram.ShellAsync($"$logstats read '{SampleLog.Path}' > /dev/full");
        ProgramResult measure = await LogStatsProgram.ShellAsync($"$logstats measure '{SampleLog.Path}' > /dev/full");

        Assert.Equal((1, 1), (read.ExitCode, measure.ExitCode));
        Assert.Contains("error SinkRejected", read.Error);
        Assert.Contains("error SinkRejected", measure.Error);
    }

    [UnixFact]
    public async Task CtrlCEndsItWhereItWaitsAndKeepsWhatWasGiven()
    {
        // Whoever runs the tests in the background of a shell has them started with the signal ignored, and so all that they start.
        using System.Diagnostics.Process process = LogStatsProgram.Start(
            "env", ["--default-signal=INT", LogStatsProgram.Dotnet, "exec", LogStatsProgram.Assembly, "read", "-", "--kind", "file"]);
        await process.StandardInput.BaseStream.WriteAsync(SampleLog.Bytes);
        await process.StandardInput.BaseStream.FlushAsync();
        string? first = await process.StandardOutput.ReadLineAsync();

        using System.Diagnostics.Process kill = LogStatsProgram.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync();

        Assert.StartsWith("{\"Kind\":\"File\"", first);
        Assert.Equal(130, process.ExitCode);
    }
}
