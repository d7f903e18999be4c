using System.Runtime.Versioning;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>Each bad input is named, told what to do about, and does not keep the next from being read.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task AMissingFileFails()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", "no-such.log");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error PathNotFound: There is no file 'no-such.log'.\n  try: ", result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task TheNextFileGoesOnAndThatIsPartlyDone()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", "no-such.log", "no-*.log", SampleLog.Path);

        Assert.Equal(4, result.ExitCode);
        Assert.Equal(2, result.Error.Split("error PathNotFound").Length - 1);
        Assert.Equal(SampleLog.Transfers, result.Lines.Length);
    }

    [Fact]
    public async Task ADirectoryIsNoLog()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.RunAsync("measure", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error FileOpen", result.Error);
        Assert.Contains("is a directory", result.Error);
    }

    [UnixFact]
    public async Task ANamedPipeIsNotWaitedFor()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.ShellAsync("mkfifo pipe && $logstats read pipe", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is a pipe or a device", result.Error);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public async Task AForbiddenFileIsNamed()
    {
        using TempFolder folder = new();
        string path = folder.Write("secret.log", SampleLog.Bytes);
        File.SetUnixFileMode(path, UnixFileMode.None);

        ProgramResult result = await LogStatsProgram.RunBehindAsync(Setpriv.Bound, "read", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error FileOpen", result.Error);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("measure")]
    [InlineData("resolve")]
    public async Task AnEmptyFileIsSaidToBeEmptyAndIsNoFault(string verb)
    {
        using TempFolder folder = new();
        string path = folder.Write("empty.log", "");

        ProgramResult result = await LogStatsProgram.RunAsync(verb, path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("empty.log is empty", result.Error);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("measure")]
    [InlineData("resolve")]
    public async Task ABinaryFileIsInNoFormat(string verb)
    {
        using TempFolder folder = new();
        byte[] bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        string path = folder.Write("noise.log", [0x7f, (byte)'E', (byte)'L', (byte)'F', .. bytes]);

        ProgramResult result = await LogStatsProgram.RunAsync(verb, path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error FormatUnknown", result.Error);
        Assert.DoesNotContain('\x1b', result.Error);
    }

    [Fact]
    public async Task WhatComesBeforeTheEndOfATornGzipIsRead()
    {
        using TempFolder folder = new();
        string path = folder.Write("torn.log.gz", TempFolder.Gzip(SampleLog.Bytes)[..^200]);

        ProgramResult result = await LogStatsProgram.RunAsync("read", path);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error FileRead", result.Error);
        Assert.Contains("ends too early", result.Error);
        Assert.NotEmpty(result.Lines);
    }

    [Fact]
    public async Task AFormatThatDoesNotFitIsAMismatch()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--format", "rsyncd-syslog");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error FormatMismatch", result.Error);
        Assert.Contains("0 records", result.Error);
    }

    [Fact]
    public async Task AFormatThatIsNotThereIsAnsweredWithTheList()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", SampleLog.Path, "--format", "rsnyc");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("rsyncd-journal", result.Error);
    }

    [UnixFact]
    public async Task ANameWithEscapeSequencesIsShownHarmless()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.ShellAsync("""mkdir $'a\e[31m.log'; $logstats read *.log""", folder.Path);

        Assert.Contains(@"a\x1b[31m.log", result.Error);
        Assert.DoesNotContain('\x1b', result.Error);
    }
}
