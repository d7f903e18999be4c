using System.IO.Compression;
using System.Text;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

public sealed class TargetTests
{
    [Fact]
    public async Task TheSameLogTwiceLeavesTheRowsAsTheyWere()
    {
        using TempFolder folder = new();
        string target = $"sqlite:{folder.File("stats.db")}";

        ProgramResult first = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "all", "--to", target);
        ProgramResult second = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "all", "--to", target);
        ProgramResult records = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "all");

        int count = records.Lines.Length;
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains($"{count} records stored in {target}, 0 were there already", first.Error);
        Assert.Contains($"0 records stored in {target}, {count} were there already", second.Error);
    }

    [Fact]
    public async Task ACompressedLogHoldsTheSameRecords()
    {
        using TempFolder folder = new();
        string target = $"sqlite:{folder.File("stats.db")}";
        string rotated = folder.Write("rsyncd.log.1.gz", TempFolder.Gzip(SampleLog.Bytes));

        await LogStatsProgram.RunAsync("read", SampleLog.Path, "--to", target);
        ProgramResult second = await LogStatsProgram.RunAsync("read", rotated, "--to", target);

        Assert.Contains($"0 records stored in {target}, {SampleLog.Transfers} were there already", second.Error);
    }

    [Fact]
    public async Task TextTargetsHoldWhatStandardOutputGets()
    {
        using TempFolder folder = new();
        string path = folder.File("out.jsonl.gz");

        ProgramResult output = await LogStatsProgram.RunAsync("read", SampleLog.Path);
        ProgramResult file = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--to", path);

        Assert.Equal(0, file.ExitCode);
        Assert.Equal("", file.Output);
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        Assert.Equal(output.Output, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task ARunThatReadNothingLeavesTheFileThatIsThere()
    {
        using TempFolder folder = new();
        string path = folder.Write("out.jsonl", "kept\n");

        ProgramResult result = await LogStatsProgram.RunAsync("read", "no-such.log", "--to", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("kept\n", File.ReadAllText(path));
    }

    [Fact]
    public async Task ATargetThatCannotBeOpenedFailsBeforeAnythingIsRead()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.RunAsync(
            "read", SampleLog.Path, "--to", $"sqlite:{folder.File("no/such/folder/x.db")}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error SinkConnect", result.Error);
        Assert.DoesNotContain("lines read", result.Error);
    }
}
