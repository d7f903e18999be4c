using LogStats.Agent.Tests.Running;
using LogStats.Batches;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>The real receiver on a real disk: kills, restarts, damage, a disk that is full.</summary>
public sealed class ReceiverRestartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_answered_outlives_a_kill_and_what_was_not_comes_again()
    {
        // Several senders at once, and the receiver is killed wherever it is: each goes on at the mark.
        const int Files = 4;
        const int Batches = 60;
        long[] marks = new long[Files];
        int kills = 0;
        while (marks.Any(static mark => mark < Batches))
        {
            await using ReceiverProgram it = await ReceiverProgram.StartAsync(_folder);
            Assert.Equal(200, await it.ClaimAsync());
            Task[] senders = [.. Enumerable.Range(0, Files).Select(async file =>
            {
                try
                {
                    while (marks[file] < Batches)
                    {
                        (int status, System.Text.Json.JsonElement json, _) = await it.SendAsync(Lines(file, (int)marks[file]), marks[file] * 200, change: content => Rename(content, file, marks[file]));
                        Assert.Equal(200, status);
                        marks[file] = json.GetProperty("mark").GetInt64() / 200;
                    }
                }
                catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
                {
                    // Killed.
                }
            })];
            long sum = marks.Sum();
            while (kills < 5 && marks.Sum() < sum + (10 * kills) + 5 && senders.Any(static sender => !sender.IsCompleted))
            {
                _ = await Task.WhenAny(Task.WhenAll(senders), Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            }

            if (kills++ < 5)
            {
                await it.KillAsync();
            }

            await Task.WhenAll(senders);
        }

        Assert.Equal(
            Enumerable.Range(0, Files).SelectMany(static file => Enumerable.Range(0, Batches).SelectMany(batch => ReceiverLines.Text(Lines(file, batch)))).Order(StringComparer.Ordinal),
            ReceiverLines.Stored(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_cuts_what_it_finds_behind_the_end_and_tells_what_is_missing()
    {
        byte[] lines = ReceiverLines.Of(1, 2);
        string part;
        await using (ReceiverProgram it = await ReceiverProgram.StartAsync(_folder))
        {
            _ = await it.ClaimAsync();
            _ = await it.OutcomeAsync(lines);
            part = (await it.EventAsync("batch")).GetProperty("Path").GetString()!;
            await it.KillAsync();
        }

        await File.AppendAllTextAsync(part, "torn");
        await using (ReceiverProgram it = await ReceiverProgram.StartAsync(_folder))
        {
            Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
            await it.KillAsync();
        }

        await File.WriteAllTextAsync(part, "short");
        await using ReceiverProgram last = await ReceiverProgram.StartAsync(_folder);
        Assert.Equal("PartDamaged", (await last.EventAsync("alarm")).GetProperty("Kind").GetString());
        Assert.Equal("200 had", await last.OutcomeAsync(lines));
        Assert.Equal("short", await File.ReadAllTextAsync(part));
    }

    [Fact]
    public async Task A_ledger_that_is_damaged_or_gone_is_never_begun_with_in_silence()
    {
        await using (ReceiverProgram it = await ReceiverProgram.StartAsync(_folder))
        {
            _ = await it.ClaimAsync();
            _ = await it.OutcomeAsync(ReceiverLines.Of(1));
            Assert.Equal(0, await it.TerminateAsync());
        }

        await File.WriteAllTextAsync(Path.Join(_folder.File("in"), ".ledger.db"), "what is this? it is no database at all, and long enough to be looked at");
        ProgramResult damaged = await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder));
        ProgramResult gone = await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder));

        Assert.Equal((1, 1), (damaged.ExitCode, gone.ExitCode));
        Assert.Contains("CheckpointCorrupt", damaged.Error, StringComparison.Ordinal);
        Assert.Contains("It is kept as", damaged.Error, StringComparison.Ordinal);
        Assert.Contains("knows nothing, and there are files", gone.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.File("in"), ".ledger.db.corrupt-*"));
        await using ReceiverProgram anew = await ReceiverProgram.StartAsync(_folder, "--begin-anew");
    }

    [Fact]
    public async Task Two_receivers_do_not_share_a_ledger()
    {
        await using ReceiverProgram it = await ReceiverProgram.StartAsync(_folder);

        ProgramResult second = await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder));
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("in use", second.Error, StringComparison.Ordinal);
        ProgramResult port = await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder, "--listen", it.Address.ToString(), "--state", _folder.File("other.db")));
        Assert.Contains("ListenAddressInUse", port.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Tokens_that_others_may_read_are_refused()
    {
        string[] arguments = ReceiverProgram.Arguments(_folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("tokens"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        ProgramResult result = await LogStatsProgram.RunAsync(arguments);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("chmod 640", result.Error, StringComparison.Ordinal);
        ReceiverProgram.Tokens(_folder, "web1 secret-word until=soon\n");
        result = await LogStatsProgram.RunAsync(arguments);
        Assert.Contains("Line 1 of", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task The_service_manager_is_told_when_it_listens_and_when_it_ends()
    {
        using System.Net.Sockets.Socket manager = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Unspecified);
        manager.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder.File("notify")));
        byte[] told = new byte[100];
        using CancellationTokenSource hang = new(TimeSpan.FromMinutes(2));
        await using ReceiverProgram it = await ReceiverProgram.StartAsync("env", [$"NOTIFY_SOCKET={_folder.File("notify")}", LogStatsProgram.Dotnet, "exec", LogStatsProgram.Assembly, .. ReceiverProgram.Arguments(_folder)]);

        int length = await manager.ReceiveAsync(told, hang.Token);
        Assert.Equal("READY=1", System.Text.Encoding.ASCII.GetString(told, 0, length));
        Assert.Equal(200, await it.ClaimAsync());
        Assert.Equal(0, await it.TerminateAsync());
        length = await manager.ReceiveAsync(told, hang.Token);
        Assert.Equal("STOPPING=1", System.Text.Encoding.ASCII.GetString(told, 0, length));
    }

    [SmallDiskFact]
    public async Task Row_18_a_disk_that_is_full_tells_senders_to_wait_and_nothing_is_torn()
    {
        // The receiver runs on a disk of one megabyte of its own, which another program fills and empties.
        string script = $"mount -t tmpfs -o size=1m none {_folder.File("in")} && cd {_folder.File("in")} && exec {LogStatsProgram.Dotnet} exec {LogStatsProgram.Assembly} "
            + string.Join(' ', ReceiverProgram.Arguments(_folder, "--state", _folder.File("ledger.db")));
        await using ReceiverProgram it = await ReceiverProgram.StartAsync("unshare", "-rm", "sh", "-c", script);
        Assert.Equal(200, await it.ClaimAsync());
        byte[] lines = ReceiverLines.Of([.. Enumerable.Range(0, 4000)]);
        long mark = 0;
        (int status, _, HttpResponseMessage response) = await it.SendAsync(lines);
        while (status == 200)
        {
            mark += lines.Length;
            (status, _, response) = await it.SendAsync(lines, mark);
        }

        Assert.Equal(507, status);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("DiskFull", (await it.EventAsync("alarm")).GetProperty("Kind").GetString());

        // What is there is whole, and a smaller batch still fits.
        string part = $"/proc/{it.Id}/cwd/web1/log_25112910_00-19_127-0-0-1.log";
        Assert.Equal(mark, new FileInfo(part).Length);
        byte[] small = ReceiverLines.Of(1);
        Assert.Equal("200 stored", await it.OutcomeAsync(small, mark));
        Assert.Equal(mark + small.Length, new FileInfo(part).Length);
    }

    private static byte[] Lines(int file, int batch) => ReceiverLines.Of((file * 1000) + batch, (file * 1000) + batch + 500_000);

    private static void Rename(HttpContent content, int file, long batch)
    {
        _ = content.Headers.Remove(BatchWire.File);
        content.Headers.Add(BatchWire.File, $"f{file}");
        _ = content.Headers.Remove(BatchWire.Range);
        content.Headers.Add(BatchWire.Range, $"{batch * 200}-{(batch + 1) * 200}");
    }
}
