using System.Net.Sockets;
using System.Text;
using LogStats.Faults;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Tests.Ports;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>Mails wait while they have to, go out in order, and none is lost on the way.</summary>
public sealed class MailSpoolTests : IDisposable
{
    private readonly MailRig _rig = new();
    private readonly MailClock _clock = new();

    [Fact]
    public async Task A_server_that_is_away_loses_nothing_and_order_is_kept()
    {
        int port = FreePort.Next();
        await using (MailSink sink = MailSink.Open(_rig.Options(port) with { Clock = _clock }))
        {
            await sink.PrepareAsync(default);
            Assert.Single(_rig.Warnings);
            for (int number = 0; number < 5; number++)
            {
                Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(Alert(number)));
            }

            await EndAsync(sink);
        }

        Assert.Equal(5, _rig.Waiting.Length);
        Assert.Contains("5 mails wait", _rig.Warnings[^1], StringComparison.Ordinal);

        await using ScriptedMailServer server = new(port);
        await using (MailSink sink = MailSink.Open(_rig.Options(port) with { Clock = _clock }))
        {
            await sink.PrepareAsync(default);
            _ = await sink.WriteAsync(Alert(5));
            await sink.CompleteAsync();
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], server.Mails.Select(Number));
        Assert.Empty(_rig.Waiting);
    }

    [Fact]
    public async Task What_waits_goes_out_by_itself_once_the_server_is_back()
    {
        int port = FreePort.Next();
        await using MailSink sink = MailSink.Open(_rig.Options(port) with { Clock = _clock });
        await sink.PrepareAsync(default);
        _ = await sink.WriteAsync(Alert(1));
        // Asked twice in vain, and then it is back.
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await _clock.DueAsync(TimeSpan.FromSeconds(10));
        await using ScriptedMailServer server = new(port);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        await server.MailsAsync(1);
        Assert.Equal([1], server.Mails.Select(Number));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_mail_and_wait_once()
    {
        await using MailSink sink = MailSink.Open(_rig.Options(FreePort.Next()) with { Clock = _clock });
        Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(Alert(1)));
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(new SinkAnswer(0, 1), await sink.WriteAsync(Alert(1)));
        Assert.Single(_rig.Waiting);
        Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(Alert(2)));
        Assert.Equal(2, _rig.Waiting.Length);
    }

    [Fact]
    public async Task A_full_spool_refuses_what_is_new_and_keeps_what_is_old()
    {
        await using MailSink sink = MailSink.Open(_rig.Options(FreePort.Next()) with { MaxWaiting = 2, Clock = _clock });
        _ = await sink.WriteAsync(Alert(1), Alert(2));
        string[] before = _rig.Waiting;
        LogStatsException fault = await sink.FaultAsync(Alert(3));
        Assert.Equal((FaultId.SinkConnect, true), (fault.Id, fault.MayPass));
        Assert.Contains(_rig.Spool, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, _rig.Waiting);

        await using MailSink small = MailSink.Open(_rig.Options(FreePort.Next()) with { MaxWaitingBytes = 3000, Clock = _clock });
        Assert.Equal(FaultId.SinkConnect, (await small.FaultAsync(Alert(4))).Id);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_put_aside_and_holds_up_nothing()
    {
        int mails = 0;
        await using ScriptedMailServer server = new() { Answer = line => line == "." && mails++ == 0 ? "554 no such thing" : null };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { Cc = ["b@example.org"] });
        _ = await sink.WriteAsync(Alert(1), Alert(2));
        await sink.CompleteAsync();
        Assert.Equal([2], server.Mails.Select(Number));
        Assert.Equal(2, _rig.Failed.Length);
        Assert.StartsWith("554 no such thing", File.ReadAllText(_rig.Failed.Single(static file => file.EndsWith(".reason", StringComparison.Ordinal))), StringComparison.Ordinal);
        LogStatsException fault = Assert.Single(_rig.Faults);
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("alert 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_refused_recipient_keeps_it_from_nobody_else()
    {
        await using ScriptedMailServer server = new() { Answer = static line => line.Contains("gone@", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { To = ["ops@example.org", "gone@example.org"] });
        _ = await sink.WriteAsync(Alert(1));
        await sink.CompleteAsync();
        Assert.Equal(["ops@example.org"], Assert.Single(server.Mails).To);
        Assert.Contains("gone@example.org: 550 5.1.1 no such user", Assert.Single(_rig.Faults).Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Waiting);
    }

    [Fact]
    public async Task Who_is_told_later_gets_it_later_and_nobody_else_gets_it_again()
    {
        int asked = 0;
        await using ScriptedMailServer server = new()
        {
            Answer = line => line.Contains("slow@", StringComparison.Ordinal) && asked++ == 0 ? "452 full" : null,
        };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { To = ["ops@example.org", "slow@example.org"], Clock = _clock });
        _ = await sink.WriteAsync(Alert(1));
        await server.MailsAsync(1);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await server.MailsAsync(1);
        await sink.CompleteAsync();
        Assert.Equal(["ops@example.org", "slow@example.org"], server.Mails.Select(static mail => Assert.Single(mail.To)));
        Assert.Equal(Id(server.Mails[0]), Id(server.Mails[1]));
    }

    [Theory]
    [InlineData("MAIL", "451 later", "")]
    [InlineData("RCPT", "450 later", "")]
    [InlineData("DATA", "451 later", "")]
    [InlineData(".", "451 later", "")]
    [InlineData(".", "-", "")]
    [InlineData("MAIL", "421 bye", "")]
    [InlineData("EHLO", "-", "")]
    [InlineData("EHLO", "hello", "it does not answer")]
    public async Task What_may_pass_is_tried_again_with_the_same_name(string verb, string answer, string warning)
    {
        bool once = false;
        await using ScriptedMailServer server = new()
        {
            Answer = line =>
            {
                bool now = !once && line.StartsWith(verb, StringComparison.Ordinal);
                once |= now;
                return now ? answer : null;
            },
        };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { Clock = _clock });
        _ = await sink.WriteAsync(Alert(1));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await server.MailsAsync(1);
        await sink.CompleteAsync();
        Assert.Equal(1, Number(Assert.Single(server.Mails)));
        Assert.Contains(warning, Assert.Single(_rig.Warnings), StringComparison.Ordinal);
        Assert.Empty(_rig.Waiting);
    }

    [Theory]
    [InlineData("EHLO", 20)]
    [InlineData("MAIL", 20)]
    [InlineData("RCPT", 20)]
    [InlineData("DATA", 20)]
    [InlineData(".", 80)]
    public async Task A_server_that_falls_silent_is_not_waited_for_for_ever(string verb, int seconds)
    {
        await using ScriptedMailServer server = new() { Answer = line => line.StartsWith(verb, StringComparison.Ordinal) ? "" : null };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { NoSpool = true, Clock = _clock });
        Task<LogStatsException> giving = sink.FaultAsync(Alert(1));
        while (!giving.IsCompleted)
        {
            // Each step waits anew: a span may pass before the step that is meant has begun to wait.
            _ = await Task.WhenAny(giving, _clock.AdvanceAsync(TimeSpan.FromSeconds(seconds)));
        }

        LogStatsException fault = await giving;
        Assert.Equal((FaultId.SinkTimeout, true), (fault.Id, fault.MayPass));
    }

    [Fact]
    public async Task A_file_that_is_no_mail_is_put_aside_and_told_of()
    {
        await using ScriptedMailServer server = new();
        await using (MailSink away = MailSink.Open(_rig.Options(server.Port) with { Clock = _clock, Host = "127.0.0.2" }))
        {
            _ = await away.WriteAsync(Alert(7));
        }

        File.WriteAllText(Path.Join(_rig.Spool, "0000000000000000001-broken.mail"), "{\"Version\":1}\nhello");
        File.WriteAllText(Path.Join(_rig.Spool, "0000000000000000002-broken.mail.abc.tmp"), "half a");
        string foreign = Assert.Single(_rig.Waiting, static file => !file.Contains("broken", StringComparison.Ordinal));
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port));
        _ = await sink.WriteAsync(Alert(1));
        await sink.CompleteAsync();
        Assert.Equal([1], server.Mails.Select(Number));
        Assert.Equal([foreign], _rig.Waiting); // It is for another server.
        Assert.Contains("broken", Assert.Single(_rig.Faults).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_share_a_spool_send_no_mail_twice()
    {
        int port = FreePort.Next();
        await using (MailSink away = MailSink.Open(_rig.Options(port) with { Clock = _clock }))
        {
            _ = await away.WriteAsync([.. Enumerable.Range(0, 12).Select(static number => Alert(number))]);
        }

        await using ScriptedMailServer server = new(port);
        await using MailSink one = MailSink.Open(_rig.Options(port) with { Limit = 100 });
        await using MailSink two = MailSink.Open(_rig.Options(port) with { Limit = 100 });
        await Task.WhenAll(SendAsync(one, 12), SendAsync(two, 13));
        await server.MailsAsync(14);
        Assert.Equal(Enumerable.Range(0, 14), server.Mails.Select(Number).Order());

        static async Task SendAsync(MailSink sink, int number)
        {
            await sink.PrepareAsync(default);
            _ = await sink.WriteAsync(Alert(number));
            await sink.CompleteAsync();
        }
    }

    [Fact]
    public async Task Without_a_spool_a_refused_mail_is_its_rows_and_the_rest_is_sent()
    {
        await using ScriptedMailServer server = new() { Offer = ["SIZE 3000"] };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { NoSpool = true });
        AlertRow large = new(9, "large", new string('x', 9000));
        Assert.Equal(new SinkAnswer(1, 0, 1), await sink.WriteAsync(large, Alert(1)));
        Assert.Equal([1], server.Mails.Select(Number));
        Assert.Contains("3,000", _rig.Refused.FirstReason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rig.Spool));
    }

    [Fact]
    public async Task Without_a_spool_a_batch_goes_on_where_it_stopped()
    {
        int asked = 0;
        await using ScriptedMailServer server = new() { Answer = line => line == "." && asked++ == 1 ? "451 later" : null };
        await using MailSink sink = MailSink.Open(_rig.Options(server.Port) with { NoSpool = true });
        Assert.True((await sink.FaultAsync(Alert(1), Alert(2), Alert(3))).MayPass);
        Assert.Equal(new SinkAnswer(3, 0), await sink.WriteAsync(Alert(1), Alert(2), Alert(3)));
        Assert.Equal([1, 2, 3], server.Mails.Select(Number));
    }

    [LinuxFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_may_read_what_waits()
    {
        await using MailSink sink = MailSink.Open(_rig.Options(FreePort.Next()) with { Clock = _clock });
        _ = await sink.WriteAsync(Alert(1));
        const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_rig.Spool) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Assert.Single(_rig.Waiting)) & Others);
    }

    public void Dispose() => _rig.Dispose();

    internal static AlertRow Alert(int number) => new(number, $"alert {number}", $"number={number};\nand so on");

    internal static int Number((string[] To, byte[] Content) mail)
    {
        string text = Encoding.UTF8.GetString(mail.Content);
        int start = text.IndexOf("number=3D", StringComparison.Ordinal) + "number=3D".Length;
        return int.Parse(text[start..text.IndexOf(';', start)], System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static string Id((string[] To, byte[] Content) mail) => Encoding.UTF8.GetString(mail.Content).Split("\r\n")
        .Single(static line => line.StartsWith("Message-ID:", StringComparison.Ordinal));

    /// <summary>Ends a sink whose server is away, which tries three times.</summary>
    private async Task EndAsync(MailSink sink)
    {
        await _clock.UntilAsync(sink.CompleteAsync().AsTask(), TimeSpan.FromSeconds(2));
    }
}
