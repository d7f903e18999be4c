using System.Text;
using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>The verb <c>follow</c>: each line once, through rotation, kills and restarts.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Log => _folder.File("access.log");

    private string Rows => _folder.File("rows.db");

    private string Target => $"sqlite:{Rows}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AllOfItIsStoredAndAgainNothing()
    {
        _folder.Write("access.log", AccessSample.Bytes);

        ProgramResult first = await FollowAsync();
        ProgramResult second = await FollowAsync();
        ProgramResult anew = await FollowAsync("--from", "beginning");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, anew.ExitCode));
        Assert.Contains($"{AccessSample.Lines} lines read: {AccessSample.Lines} records, 0 skipped, 0 rejected", first.Error);
        Assert.Contains($"{AccessSample.Lines} records stored in {Target}, 0 were there already", first.Error);
        Assert.Contains($"0 records stored in {Target}, 0 were there already", second.Error);
        Assert.Contains($"0 records stored in {Target}, {AccessSample.Lines} were there already", anew.Error);
        Assert.Equal(AccessSample.Lines, Database.Count(Rows, "elf_record"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatCameBeforeAndAfterARotationIsStoredOnceAndInOrder(bool compressed)
    {
        _folder.Write("access.log", AccessSample.Numbered(0, 30));
        await FollowAsync();
        byte[] rotated = AccessSample.Numbered(0, 50);
        File.AppendAllText(Log, Encoding.ASCII.GetString(AccessSample.Numbered(30, 20)));
        File.Move(Log, _folder.File("access.log.1"));
        if (compressed)
        {
            File.Delete(_folder.File("access.log.1"));
            _folder.Write("access.log.1.gz", TempFolder.Gzip(rotated));
        }

        _folder.Write("access.log", AccessSample.Numbered(50, 10));
        ProgramResult second = await FollowAsync();
        ProgramResult third = await FollowAsync();

        Assert.Contains($"30 records stored in {Target}, 0 were there already", second.Error);
        Assert.Contains($"0 records stored in {Target}, 0 were there already", third.Error);
        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"/n/{number}"), Stored());
    }

    [UnixFact]
    public async Task KilledAgainAndAgainItStoresEachLineOnce()
    {
        const int Part = 20_000;
        for (int round = 0; round < 3; round++)
        {
            using (FileStream log = new(Log, FileMode.Append))
            {
                log.Write(AccessSample.Numbered(round * Part, Part));
            }

            int before = Database.Count(Rows, "elf_record");
            await using RunningProgram program = new(Arguments());
            await program.UntilAsync(() => Database.Count(Rows, "elf_record") > before);
            await program.KillAsync();
        }

        ProgramResult last = await FollowAsync();

        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Enumerable.Range(0, 3 * Part).Select(number => $"/n/{number}"), Stored());
    }

    [Fact]
    public async Task FromTheEndOnlyWhatComesLater()
    {
        _folder.Write("access.log", AccessSample.Numbered(0, 30));

        ProgramResult first = await FollowAsync("--from", "end");
        File.AppendAllText(Log, AccessSample.Line(30));
        await FollowAsync();

        Assert.Contains("0 records stored", first.Error);
        Assert.Equal(["/n/30"], Stored());
    }

    [UnixFact]
    public async Task TerminationEndsItWellWithEverythingStored()
    {
        _folder.Write("access.log", AccessSample.Numbered(0, 30));
        await using RunningProgram program = new(Arguments());
        await program.UntilAsync(() => Database.Count(Rows, "elf_record") == 30);
        File.AppendAllText(Log, AccessSample.Line(30));
        await program.UntilAsync(() => Database.Count(Rows, "elf_record") == 31);

        ProgramResult result = await program.TerminateAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"31 records stored in {Target}, 0 were there already", result.Error);
    }

    [UnixFact]
    public async Task RecordsAreShownAsTheirLinesBecomeWhole()
    {
        _folder.Write("access.log", AccessSample.Numbered(0, 2));
        await using RunningProgram program = new("follow", Log, "--to", "-", "--quiet");
        List<string> paths = [PathOf(await program.OutputLineAsync()), PathOf(await program.OutputLineAsync())];
        string line = AccessSample.Line(2);
        File.AppendAllText(Log, line[..40]);
        File.AppendAllText(Log, line[40..]);
        paths.Add(PathOf(await program.OutputLineAsync()));

        ProgramResult result = await program.TerminateAsync();

        Assert.Equal(["/n/0", "/n/1", "/n/2"], paths);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [UnixFact]
    public async Task AFileThatIsNotThereYetIsWaitedForAndThatIsSaid()
    {
        await using RunningProgram program = new("follow", Log);
        string told = await program.ErrorLineAsync();
        _folder.Write("access.log", AccessSample.Numbered(7, 1));

        Assert.Contains("There is no such file now; it is waited for.", told);
        Assert.Equal("/n/7", PathOf(await program.OutputLineAsync()));
    }

    [Theory]
    [InlineData("nginx-upstream")]
    [InlineData("tomcat-w3c")]
    [InlineData("haproxy-httplog-syslog")]
    public async Task WhatIsReadIsWhatIsFollowed(string name)
    {
        string path = AccessSample.Named(name);

        ProgramResult read = await LogStatsProgram.RunAsync("read", path);
        ProgramResult followed = await LogStatsProgram.RunAsync("follow", path, "--once", "--to", "-");

        Assert.Equal(read.Output, followed.Output);
    }

    [Fact]
    public async Task RsyncLogsAreFollowedToo()
    {
        ProgramResult read = await LogStatsProgram.RunAsync("read", SampleLog.Path);
        ProgramResult followed = await LogStatsProgram.RunAsync("follow", SampleLog.Path, "--once");

        Assert.Equal(SampleLog.Transfers, read.Lines.Length);
        Assert.Equal(read.Output, followed.Output);
    }

    [Fact]
    public async Task ColumnsThatAHeadNamedAreKnownAfterARestart()
    {
        string[] lines = File.ReadAllLines(AccessSample.Named("tomcat-w3c"));
        File.WriteAllLines(Log, lines[..100]);
        await FollowAsync();
        File.AppendAllLines(Log, lines[100..]);

        ProgramResult second = await FollowAsync();

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("70 lines read: 70 records, 0 skipped, 0 rejected", second.Error);
    }

    [Fact]
    public async Task TextKeepsWhatAnEarlierRunWrote()
    {
        string text = _folder.File("out.jsonl");
        _folder.Write("access.log", AccessSample.Numbered(0, 2));
        await LogStatsProgram.RunAsync("follow", Log, "--once", "--to", text, "--checkpoint", "test", "--state", _folder.File("state.db"));
        File.AppendAllText(Log, AccessSample.Line(2));
        await LogStatsProgram.RunAsync("follow", Log, "--once", "--to", text, "--checkpoint", "test", "--state", _folder.File("state.db"));

        Assert.Equal(["/n/0", "/n/1", "/n/2"], File.ReadLines(text).Select(PathOf));
    }

    [Fact]
    public async Task TheUnitOfLatenciesIsTaken()
    {
        string path = AccessSample.Named("apache-common-d");

        JsonElement usual = (await LogStatsProgram.RunAsync("follow", path, "--once")).JsonLines()[0];
        JsonElement millis = (await LogStatsProgram.RunAsync("follow", path, "--once", "--latency-unit", "ms")).JsonLines()[0];

        Assert.Equal(1000 * usual.GetProperty("Latency").GetDouble(), millis.GetProperty("Latency").GetDouble(), 9);
    }

    private static string PathOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("RequestPath").GetString()!;

    private string[] Arguments(params string[] more)
        => ["follow", Log, "--to", Target, "--checkpoint", "test", "--state", _folder.File("state.db"), .. more];

    [Fact]
    public async Task WhatWasReadIsNotStoredAgainWhereItIsFollowedFromTheMiddle()
    {
        // A comment first: what names the records is the first record, not the first line.
        _folder.Write("access.log", [.. "# rotated\n"u8, .. AccessSample.Numbered(0, 30)]);
        await FollowAsync();
        File.AppendAllText(Log, Encoding.ASCII.GetString(AccessSample.Numbered(30, 20)));
        ProgramResult read = await LogStatsProgram.RunAsync("read", Log, "--to", Target);
        ProgramResult follow = await FollowAsync();

        Assert.Contains($"20 records stored in {Target}, 30 were there already", read.Error);
        Assert.Contains($"0 records stored in {Target}, 20 were there already", follow.Error);
        Assert.Equal(50, Database.Count(Rows, "elf_record"));
    }

    [Fact]
    public async Task TransfersThatWereReadAreNotStoredAgainWhereTheyAreFollowed()
    {
        byte[] all = SampleLog.Bytes;
        int half = Array.IndexOf(all, (byte)'\n', all.Length / 2) + 1;
        _folder.Write("access.log", all[..half]);
        await FollowAsync();
        _folder.Write("access.log", all);
        File.SetLastWriteTimeUtc(Log, DateTime.UnixEpoch.AddYears(50));
        ProgramResult follow = await FollowAsync();
        long stored = Database.Count(Rows, "rsync_event");
        ProgramResult read = await LogStatsProgram.RunAsync("read", Log, "--to", Target);

        Assert.Equal(0, follow.ExitCode);
        Assert.Equal(SampleLog.Transfers, stored);
        Assert.StartsWith("0 records stored", read.Error.Split('\n').Single(static line => line.Contains("stored in")));
        Assert.Equal(stored, Database.Count(Rows, "rsync_event"));
    }

    private Task<ProgramResult> FollowAsync(params string[] more) => LogStatsProgram.RunAsync(Arguments([.. more, "--once"]));

    private IReadOnlyList<string> Stored() => Database.Column(Rows, "SELECT RequestPath FROM elf_record ORDER BY rowid");
}
