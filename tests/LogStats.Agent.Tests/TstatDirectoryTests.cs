using System.Globalization;
using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>The verb <c>tstat</c>: the flows of each directory once, and the mark at the end.</summary>
public sealed class TstatDirectoryTests : IDisposable
{
    private const string First = "2020_06_11_09_00.out";
    private const string Second = "2020_06_11_10_00.out";
    private const string Header = "#c_ip:1 c_port:2 c_first_abs:3 c_durat:4 c_bytes_all:5 c_pkts_all:6 c_isint:7 c_iscrypto:8 c_type:9 "
        + "s_ip:10 s_port:11 s_first_abs:12 s_durat:13 s_bytes_all:14 s_pkts_all:15 s_isint:16 s_iscrypto:17 s_type:18 fqdn:19\n";

    private readonly TempFolder _folder = new();

    private string Root => _folder.File("tstat");

    private string Rows => _folder.File("rows.db");

    private string Target => $"sqlite:{Rows}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachFlowIsStoredAndEachDirectoryIsMarked()
    {
        Flows(First, 0, 40);
        Flows(Second, 40, 60);

        ProgramResult first = await RunAsync();
        ProgramResult second = await RunAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains($"{Path.Join(Root, First)}: 40 flows delivered; 42 lines read, 2 skipped, 0 rejected", first.Error);
        Assert.Contains($"2 directories delivered to {Target}", first.Error);
        Assert.Contains($"0 directories delivered to {Target}", second.Error);
        Assert.Equal(Ports(0, 60), Stored());
        Assert.True(IsMarked(First) && IsMarked(Second));
        Assert.Equal("processed", File.ReadAllText(Path.Join(Root, First, ".processed")));
    }

    [UnixFact]
    public async Task KilledAgainAndAgainItStoresEachFlowOnceAndMarksAtTheEnd()
    {
        const int Part = 15_000; // Ports end at 65,535.
        const int Rounds = 4;
        for (int round = 0; round < Rounds; round++)
        {
            Flows(Hour(round), round * Part, (round + 1) * Part);
            int before = Database.Count(Rows, "tstat_flow");
            await using RunningProgram program = new(Arguments("--follow"));
            await program.UntilAsync(() => Database.Count(Rows, "tstat_flow") > before);
            await program.KillAsync();
            Assert.InRange(Database.Count(Rows, "tstat_flow"), Part * Directory.EnumerateDirectories(Root).Count(IsMarked), Part * Rounds);
        }

        ProgramResult last = await RunAsync();

        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Ports(0, Part * Rounds), Stored());
        Assert.All(Directory.EnumerateDirectories(Root), directory => Assert.True(IsMarked(directory)));
    }

    [UnixFact]
    public async Task KilledWhileItWritesTextItLosesNothing()
    {
        const int Part = 20_000;
        const int Rounds = 3;
        string text = _folder.File("flows.jsonl");
        string[] arguments = ["tstat", Root, "--to", text, "--state", _folder.File("state.db")];
        for (int round = 0; round < Rounds; round++)
        {
            Flows(Hour(round), round * Part, (round + 1) * Part);
            long before = File.Exists(text) ? new FileInfo(text).Length : 0;
            await using RunningProgram program = new([.. arguments, "--follow"]);
            await program.UntilAsync(() => File.Exists(text) && new FileInfo(text).Length > before);
            await program.KillAsync();
        }

        ProgramResult last = await LogStatsProgram.RunAsync(arguments);

        // A text file knows no names: what was written and not yet known to be is there twice, or torn and then whole, never missing.
        List<string> ports = [.. File.ReadLines(text).Where(static line => line.EndsWith('}')).Select(PortOf)];
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Ports(0, Part * Rounds).Order(StringComparer.Ordinal), ports.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(ports.Count, Part * Rounds, (Part * Rounds) + (Rounds * 5000));
        Assert.All(Directory.EnumerateDirectories(Root), directory => Assert.True(IsMarked(directory)));
    }

    [Fact]
    public async Task OneThatTstatMayStillWriteIsLeft()
    {
        Flows(First, 0, 10);
        File.SetLastWriteTimeUtc(Path.Join(Root, First, "log_udp_complete"), TimeProvider.System.GetUtcNow().UtcDateTime);

        ProgramResult busy = await RunAsync();
        ProgramResult quiet = await RunAsync("--quiet-time", "0s");

        Assert.Contains("0 directories delivered", busy.Error);
        Assert.Contains("1 directory delivered", quiet.Error);
        Assert.Equal(Ports(0, 10), Stored());
    }

    [Fact]
    public async Task WithoutAHeaderItFailsAndTheOthersAreDelivered()
    {
        Flows(First, 0, 10);
        Flows(Second, 10, 20);
        string log = Path.Join(Root, First, "log_tcp_complete");
        File.WriteAllText(log, File.ReadAllText(log)[Header.Length..]);
        Age(First);

        ProgramResult result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{log}' has no header", result.Error);
        Assert.Equal((false, true), (IsMarked(First), IsMarked(Second)));
        Assert.Equal(Ports(10, 20), Stored());
    }

    [Fact]
    public async Task RejectedRowsAreShownAndTheDirectoryIsDone()
    {
        Flows(First, 0, 10);
        File.AppendAllText(Path.Join(Root, First, "log_udp_complete"), "10.0.0.1 7 torn");
        Age(First);

        ProgramResult result = await RunAsync("--quiet");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("13 lines read, 2 skipped, 1 rejected", result.Error);
        Assert.Contains("10.0.0.1 7 torn", result.Error);
        Assert.True(IsMarked(First));
    }

    [UnixFact]
    public async Task AMarkThatCannotBeWrittenIsAnErrorAndNothingIsStoredTwice()
    {
        Flows(First, 0, 10);
        Directory.CreateDirectory(Path.Join(Root, First, ".processed", "in the way"));
        Age(First);

        ProgramResult first = await RunAsync();
        ProgramResult second = await RunAsync();
        Directory.Delete(Path.Join(Root, First, ".processed"), recursive: true);
        ProgramResult third = await RunAsync();

        Assert.Equal((1, 1, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Contains($"'{Path.Join(Root, First)}' cannot be marked as processed: ", second.Error);
        Assert.Contains("0 flows delivered, 10 before", third.Error);
        Assert.Equal(Ports(0, 10), Stored());
        Assert.Equal(["log_tcp_complete", "log_udp_complete"],
            Directory.EnumerateFiles(Path.Join(Root, First)).Select(Path.GetFileName).Where(name => name != ".processed").Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task FollowingFindsWhatBecomesReadyAndEndsWell()
    {
        Flows(First, 0, 10);
        await using RunningProgram program = new([.. Arguments(), "--follow", "--interval", "10ms"]);
        await program.UntilAsync(() => IsMarked(First));
        Flows(Second, 10, 20);
        await program.UntilAsync(() => IsMarked(Second));

        ProgramResult result = await program.TerminateAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"2 directories delivered to {Target}", result.Error);
        Assert.Equal(Ports(0, 20), Stored());
    }

    [Fact]
    public async Task TwoAtOnceAreOneTooMany()
    {
        Flows(First, 0, 10);
        await using RunningProgram program = new([.. Arguments(), "--follow", "--interval", "10ms"]);
        await program.UntilAsync(() => IsMarked(First));

        ProgramResult second = await RunAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("error CheckpointInUse", second.Error);
    }

    [UnixFact]
    public async Task ALinkIsTheDirectoryThatItLeadsTo()
    {
        Flows(First, 0, 10);
        Directory.CreateSymbolicLink(_folder.File("link"), Root);
        Directory.CreateSymbolicLink(_folder.File("around"), _folder.Path);
        await using RunningProgram program = new([.. Arguments(), "--follow", "--interval", "10ms"]);
        await program.UntilAsync(() => IsMarked(First));

        foreach (string other in (string[])[_folder.File("link"), _folder.File("link/"), _folder.File("around/link"), _folder.File("around/tstat/../link")])
        {
            ProgramResult second = await LogStatsProgram.RunAsync("tstat", other, "--to", Target, "--state", _folder.File("state.db"));
            Assert.Equal(1, second.ExitCode);
            Assert.Contains("error CheckpointInUse", second.Error);
        }
    }

    [Fact]
    public async Task TheDocumentsOfTheOriginalAreWritten()
    {
        Flows(First, 0, 3);
        string text = _folder.File("flows.jsonl");

        ProgramResult result = await LogStatsProgram.RunAsync(
            "tstat", Root, "--to", text, "--as", "original", "--sensor", "s1", "--instance", "7", "--minimum-size", "1000", "--state", _folder.File("state.db"));

        Assert.Equal(0, result.ExitCode);
        JsonElement meta = JsonDocument.Parse(File.ReadLines(text).First()).RootElement.GetProperty("meta");
        Assert.Equal(("s1", "7", "tstat"), (meta.GetProperty("sensor_id").GetString(), meta.GetProperty("instance_id").GetString(), meta.GetProperty("flow_type").GetString()));
        Assert.Equal(3, File.ReadLines(text).Count());
    }

    [Fact]
    public async Task WhatIsDoneIsRemovedAndNothingElse()
    {
        Flows(First, 0, 10);
        Flows(Second, 10, 20);
        await RunAsync("--single");
        File.SetLastWriteTimeUtc(Path.Join(Root, First, ".processed"), TimeProvider.System.GetUtcNow().AddHours(-49).UtcDateTime);

        ProgramResult young = await LogStatsProgram.RunAsync("tstat", Root, "--cull", "50h");
        ProgramResult dry = await LogStatsProgram.RunAsync("tstat", Root, "--cull", "48h", "--dry-run");
        Assert.True(Directory.Exists(Path.Join(Root, First)));
        ProgramResult cull = await LogStatsProgram.RunAsync("tstat", Root, "--cull", "48h");

        Assert.Equal((0, 0, 0), (young.ExitCode, dry.ExitCode, cull.ExitCode));
        Assert.Equal("", young.Error);
        Assert.Contains($"would be removed: {Path.Join(Root, First)}", dry.Output);
        Assert.Contains($"Ready      ", dry.Output);
        Assert.Contains($"{Path.Join(Root, First)}: removed", cull.Error);
        Assert.False(Directory.Exists(Path.Join(Root, First)));
        Assert.True(Directory.Exists(Path.Join(Root, Second)));
    }

    [Fact]
    public async Task ADryRunMarksNothing()
    {
        Flows(First, 0, 10);

        ProgramResult result = await LogStatsProgram.RunAsync("tstat", Root, "--dry-run", "--to", Target);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(Path.Join(Root, First), result.Output);
        Assert.False(IsMarked(First) || File.Exists(Rows));
    }

    [Theory]
    [InlineData(3, "--to TARGET delivers their flows")]
    [InlineData(3, "'x' is not a value for --direction", "--to", "-", "--direction", "x")]
    [InlineData(3, "is not a value for --minimum-size", "--to", "-", "--minimum-size", "1 stone")]
    [InlineData(3, "--as original", "--to", "-", "--legacy")]
    [InlineData(3, "--interval", "--to", "-", "--follow", "--interval", "0s")]
    public async Task WhatMakesNoSenseIsRefused(int code, string told, params string[] more)
    {
        Flows(First, 0, 10);

        ProgramResult result = await LogStatsProgram.RunAsync(["tstat", Root, "--state", _folder.File("state.db"), .. more]);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(told, result.Error);
        Assert.False(IsMarked(First));
    }

    [SmallDiskFact]
    public async Task AFullDiskLeavesNoMarkAndNoHalfOne()
    {
        Flows(First, 0, 10);
        string script =
            $"""
            mount -t tmpfs -o size=64k none {_folder.File("disk")}
            cp -a {Path.Join(Root, First)} {_folder.File("disk")}/ && cat /dev/zero > {_folder.File("disk")}/fill 2>/dev/null
            $logstats tstat {_folder.File("disk")} --to {Target} --state {_folder.File("state.db")}; echo code $?
            ls -A {_folder.File("disk")}/{First}; rm {_folder.File("disk")}/fill
            $logstats tstat {_folder.File("disk")} --to {Target} --state {_folder.File("state.db")}; echo code $?
            """;
        Directory.CreateDirectory(_folder.File("disk"));
        ProgramResult result = await LogStatsProgram.ShellAsync($"unshare -rm bash -c '{script}'");

        Assert.Equal(["code 1", "log_tcp_complete", "log_udp_complete", "code 0"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("cannot be marked as processed: No space left on device", result.Error);
        Assert.Contains("0 flows delivered, 10 before", result.Error);
        Assert.Equal(Ports(0, 10), Stored());
    }

    private static string PortOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("SourcePort").ToString();

    private static IEnumerable<string> Ports(int from, int to) => Enumerable.Range(from, to - from).Select(static port => port.ToString(CultureInfo.InvariantCulture));

    private string[] Arguments(params string[] more) => ["tstat", Root, "--to", Target, "--state", _folder.File("state.db"), .. more];

    private Task<ProgramResult> RunAsync(params string[] more) => LogStatsProgram.RunAsync(Arguments(more));

    private IReadOnlyList<string> Stored() => Database.Column(Rows, "SELECT SourcePort FROM tstat_flow ORDER BY rowid");

    private static string Hour(int number) => $"2020_06_11_{number:00}_00.out";

    private bool IsMarked(string name) => File.Exists(Path.Combine(Root, name, ".processed"));

    /// <summary>A directory that was left long ago: flows one way, told apart by their port, half of them in each log.</summary>
    private void Flows(string name, int from, int to)
    {
        // Whole before it has its name: a follower looks at any moment.
        string made = Directory.CreateDirectory(_folder.File("made")).FullName;
        int half = from + ((to - from) / 2);
        foreach ((string log, int first, int last) in ((string, int, int)[])[("log_tcp_complete", from, half), ("log_udp_complete", half, to)])
        {
            File.WriteAllText(Path.Join(made, log), Header + string.Concat(Enumerable.Range(first, last - first).Select(Row)));
            File.SetLastWriteTimeUtc(Path.Join(made, log), DateTime.UnixEpoch.AddYears(50));
        }

        Directory.CreateDirectory(Root);
        Directory.Move(made, Path.Join(Root, name));
    }

    private void Age(string name)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(Path.Join(Root, name)).EnumerateFileSystemInfos())
        {
            entry.LastWriteTimeUtc = DateTime.UnixEpoch.AddYears(50);
        }
    }

    private static string Row(int port) => string.Create(CultureInfo.InvariantCulture,
        $"10.0.0.1 {port} 1591866000000.5 1.5 1000 4 1 0 1 10.0.0.2 53 0.0 0.0 0 0 0 0 0 example.org\n");
}
