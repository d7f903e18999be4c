using System.IO.Compression;
using LogStats.PowerShell.Commands;
using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Scenarios;
using Xunit;

namespace LogStats.PowerShell.Tests.Bases;

/// <summary>A stop from outside ends every command in the middle of its file, and the file is given back.</summary>
public sealed class StoppingTests : IDisposable
{
    private const int Lines = 2_000_000;

    private readonly ScenarioFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReaderEndsInTheMiddleOfAFile()
    {
        string log = LongLog();
        RunningPipeline run = CmdletRun.Of<GetRsyncEventCommand>(("LiteralPath", log), ("Kind", RsyncEventKind.File)).Start();
        await run.Output.ReadAsync();

        RunResult result = await run.StopAsync();

        Assert.True(result.Stopped);
        Assert.InRange(result.Objects.Count, 1, Lines - 1);
        using FileStream again = new(log, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task ASumEndsInTheMiddleOfAFile()
    {
        string log = LongLog();
        string[] many = [.. Enumerable.Repeat(log, 1000)];
        RunningPipeline run = CmdletRun.Of<MeasureRsyncEventCommand>(("LiteralPath", many)).Start();

        RunResult result = await run.StopAsync();

        Assert.True(result.Stopped);
        Assert.Empty(result.Objects);
        using FileStream again = new(log, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task AnExportLeavesNothingHalfWritten()
    {
        string target = _folder.PathOf("x.jsonl");
        RunningPipeline run = CmdletRun.Of<GetRsyncEventCommand>(("LiteralPath", LongLog()), ("Kind", RsyncEventKind.File))
            .PipeTo<ExportLogTextCommand>(("Path", target), ("PassThru", true), ("BatchSize", 10)).Start();
        await run.Output.ReadAsync();

        RunResult result = await run.StopAsync();

        Assert.True(result.Stopped);
        Assert.Equal("long.gz", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path))));
    }

    private string LongLog()
    {
        string path = _folder.PathOf("long.gz");
        using GZipStream packed = new(File.Create(path), CompressionLevel.Fastest);
        byte[] lines = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            "2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub (u) a.iso 7340\n", 1000)));
        for (int written = 0; written < Lines; written += 1000)
        {
            packed.Write(lines);
        }

        return path;
    }
}
