using System.Text;
using LogStats.Agent.Tests.Receiving;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests.Sending;

/// <summary>The verb <c>send</c> and the real receiver: each line once, whoever is killed.</summary>
public sealed class SendTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Log => _folder.File("app.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_there_is_sent_and_again_nothing()
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);
        Append(0, 2500);
        ProgramResult first = await SendAsync(receiver);
        Append(2500, 10);
        ProgramResult second = await SendAsync(receiver, "--gzip");
        ProgramResult third = await SendAsync(receiver);
        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Contains("2,500 lines read: 2,500 sent, 0 were there already, 0 skipped", first.Error);
        Assert.Contains("10 lines read: 10 sent", second.Error);
        Assert.Contains("0 lines read", third.Error);
        Assert.Equal(Lines(0, 2510), Stored());
    }

    [Fact]
    public async Task A_sender_that_is_killed_anywhere_sends_the_rest_and_nothing_twice()
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);

        // What was rotated away before it first ran is not its own; from there on everything is.
        Append(0, 1);
        int written = 1;
        _ = await SendAsync(receiver);
        for (int kill = 0; kill < 4; kill++)
        {
            await using RunningProgram sender = new(Arguments(receiver, ["--batch", "7"]));
            int before = written;
            for (int part = 0; part < 20; part++)
            {
                Append(written, 50);
                written += 50;
                if (part == 10)
                {
                    File.Move(Log, _folder.File($"app.log.{9 - kill}"));
                }
            }

            await sender.UntilAsync(() => Stored().Length >= before + (kill * 100) + 1);
            await sender.KillAsync();
        }

        Assert.Equal(0, (await SendAsync(receiver)).ExitCode);
        Assert.Equal(Lines(0, written), Stored().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_is_killed_is_waited_for()
    {
        ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);
        Uri address = receiver.Address;
        Append(0, 100);
        await using RunningProgram sender = new(Arguments(receiver, []));
        await sender.UntilAsync(() => Stored().Length == 100);
        await receiver.KillAsync();
        await receiver.DisposeAsync();
        Append(100, 100);
        Assert.Contains("cannot be reached", await LineAsync(sender, "warning"));
        await using ReceiverProgram again = await ReceiverProgram.StartAsync(_folder, "--listen", $"http://127.0.0.1:{address.Port}");
        await sender.UntilAsync(() => Stored().Length == 200);
        Assert.Equal(Lines(0, 200), Stored());
    }

    [UnixFact]
    public async Task A_sender_that_is_told_to_end_ends_soon_and_has_saved_what_was_answered()
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);
        Append(0, 100);
        await using RunningProgram sender = new(Arguments(receiver, []));
        await sender.UntilAsync(() => Stored().Length == 100);
        ProgramResult ended = await sender.TerminateAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("100 lines read: 100 sent", ended.Error);
        Assert.Contains("0 lines read", (await SendAsync(receiver)).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task State_that_is_damaged_or_gone_sends_nothing_twice(bool isDamaged)
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder, "--claim-idle", "1ms");
        Append(0, 30);
        File.Move(Log, _folder.File("app.log.1"));
        Append(30, 30);
        _ = await SendAsync(receiver);
        Append(60, 30);
        _ = await SendAsync(receiver);
        foreach (string file in Directory.GetFiles(_folder.Path, "state.db*"))
        {
            File.Delete(file);
        }

        if (isDamaged)
        {
            _ = _folder.Write("state.db", Encoding.ASCII.GetBytes(new string('x', 5000)));
        }

        File.Move(Log, _folder.File("app.log.1"), overwrite: true);
        Append(90, 30);
        ProgramResult after = await SendAsync(receiver);
        Assert.Equal(0, after.ExitCode);
        Assert.Equal(isDamaged, after.Error.Contains("is asked of the receiver", StringComparison.Ordinal));
        Assert.Equal(Lines(30, 90), Stored());
    }

    [Fact]
    public async Task Lines_that_hold_all_texts_are_left_out_and_counted()
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);
        Append(0, 2);
        File.AppendAllText(Log, "/health.php nginx/ health check\n");
        ProgramResult sent = await SendAsync(receiver, "--not-match", "/health.php", "nginx/", "health check");
        Assert.Contains("3 lines read: 2 sent, 0 were there already, 1 skipped", sent.Error);
        Assert.Equal(Lines(0, 2), Stored());
    }

    [Fact]
    public async Task A_token_that_is_not_known_ends_it_with_words_and_without_the_token()
    {
        await using ReceiverProgram receiver = await ReceiverProgram.StartAsync(_folder);
        Append(0, 1);
        Secret("token", "a-wrong-token");
        ProgramResult sent = await LogStatsProgram.RunAsync(
            "send", Log, "--to", receiver.Address.ToString(), "--state", _folder.File("state.db"), "--token-file", _folder.File("token"), "--once");
        Assert.Equal(1, sent.ExitCode);
        Assert.Contains("SinkAuthentication", sent.Error);
        Assert.DoesNotContain("a-wrong-token", sent.Error);
    }

    [Theory]
    [InlineData("--token", "secret")]
    [InlineData("--to", "https://ann:secret@receiver.example")]
    [InlineData("--to", "http://receiver.example")]
    public async Task A_secret_is_not_taken_from_where_others_can_read_it(string option, string value)
    {
        Append(0, 1);
        Secret("token", "t0ken");
        string[] to = option == "--to" ? [] : ["--to", "https://receiver.example"];
        ProgramResult sent = await LogStatsProgram.RunAsync(["send", Log, .. to, option, value, "--token-file", _folder.File("token"), "--state", _folder.File("s.db"), "--once"]);
        Assert.Equal(option == "--to" ? 3 : 2, sent.ExitCode);
        Assert.DoesNotContain("ann:secret", sent.Error);
    }

    private static IEnumerable<string> Lines(int first, int count) => Enumerable.Range(first, count).Select(static number => $"line {number:d6}");

    private void Append(int first, int count) => File.AppendAllText(Log, string.Concat(Lines(first, count).Select(static line => line + "\n")));

    /// <summary>All lines, in the order of the files' parts.</summary>
    private string[] Stored()
    {
        string folder = _folder.File("in");
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).SelectMany(static file => Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }

    private static string Text(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private static async Task<string> LineAsync(RunningProgram program, string text)
    {
        string line;
        do
        {
            line = await program.ErrorLineAsync();
        }
        while (!line.Contains(text, StringComparison.Ordinal));
        return line;
    }

    private void Secret(string name, string text)
    {
        _ = _folder.Write(name, Encoding.ASCII.GetBytes(text));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string[] Arguments(ReceiverProgram receiver, string[] more)
    {
        Secret("token", ReceiverProgram.Token);
        return ["send", Log, "--to", receiver.Address.ToString(), "--state", _folder.File("state.db"), "--token-file", _folder.File("token"), .. more];
    }

    private Task<ProgramResult> SendAsync(ReceiverProgram receiver, params string[] more)
        => LogStatsProgram.RunAsync(Arguments(receiver, ["--once", .. more]));
}
