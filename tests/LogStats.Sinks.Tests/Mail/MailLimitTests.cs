using System.Text;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>So many mails in a span, and what is more in one: nothing is left out.</summary>
public sealed class MailLimitTests : IDisposable
{
    private static readonly TimeSpan s_span = TimeSpan.FromMinutes(10);

    private readonly MailRig _rig = new();
    private readonly MailClock _clock = new();

    [Fact]
    public async Task The_last_mail_of_a_span_gathers_all_that_wait()
    {
        await using ScriptedMailServer server = new();
        await using MailSink sink = MailSink.Open(Options(server, limit: 5));
        _ = await sink.WriteAsync(Alerts(0, 40));
        await server.MailsAsync(5);
        Assert.Equal([0, 1, 2, 3], server.Mails.Take(4).Select(MailSpoolTests.Number));
        Assert.Equal(Enumerable.Range(4, 36), Numbers(server.Mails[4].Content));
        await sink.CompleteAsync();
        Assert.Empty(_rig.Waiting);
    }

    [Fact]
    public async Task What_comes_after_that_waits_for_the_span_to_pass_and_then_comes_as_one()
    {
        await using ScriptedMailServer server = new();
        await using MailSink sink = MailSink.Open(Options(server, limit: 2));
        _ = await sink.WriteAsync(Alerts(0, 2));
        await server.MailsAsync(2);
        _ = await sink.WriteAsync(Alerts(2, 3));
        _ = await sink.WriteAsync(Alerts(5, 1));
        await _clock.AdvanceAsync(s_span);
        await server.MailsAsync(2);
        _ = await sink.WriteAsync(Alerts(6, 1));
        await _clock.AdvanceAsync(s_span);
        await server.MailsAsync(1);
        Assert.Equal(["0", "1", "2", "3 4 5", "6"], server.Mails.Select(static mail => string.Join(' ', Numbers(mail.Content))));
    }

    [Fact]
    public async Task The_end_leaves_nothing_waiting_for_the_limit()
    {
        await using ScriptedMailServer server = new();
        await using MailSink sink = MailSink.Open(Options(server, limit: 1));
        _ = await sink.WriteAsync(Alerts(0, 1));
        await server.MailsAsync(1);
        _ = await sink.WriteAsync(Alerts(1, 8));
        await sink.CompleteAsync();
        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(Enumerable.Range(1, 8), Numbers(server.Mails[1].Content));
        Assert.Empty(_rig.Waiting);
    }

    [Fact]
    public async Task A_restart_does_not_forget_what_was_sent()
    {
        await using ScriptedMailServer server = new();
        for (int start = 0; start < 3; start++)
        {
            await using MailSink sink = MailSink.Open(Options(server, limit: 2));
            _ = await sink.WriteAsync(Alerts(start, 1));
            if (start < 2)
            {
                await server.MailsAsync(1);
                await sink.CompleteAsync();
            }
            else
            {
                // Held back: it waits for the span, and moving to its end sends it.
                await _clock.AdvanceAsync(s_span);
                await server.MailsAsync(1);
            }
        }
    }

    [Fact]
    public async Task A_digest_names_what_it_leaves_out_and_has_a_name_that_stays()
    {
        await using ScriptedMailServer server = new();
        string file = _rig.File("report.csv", "a,b\n");
        await using MailSink sink = MailSink.Open(Options(server, limit: 1) with { Attachments = [file] });
        _ = await sink.WriteAsync(Alerts(0, 3));
        await server.MailsAsync(1);
        string text = Encoding.UTF8.GetString(server.Mails[0].Content);
        Assert.Contains("report.csv", text, StringComparison.Ordinal);
        Assert.Contains("Subject: 3 mails, first: alert 0\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_spool_the_rest_of_a_batch_is_one_mail()
    {
        await using ScriptedMailServer server = new();
        await using MailSink sink = MailSink.Open(Options(server, limit: 3) with { NoSpool = true });
        Assert.Equal(new SinkAnswer(10, 0), await sink.WriteAsync(Alerts(0, 10)));
        Assert.Equal(new SinkAnswer(4, 0), await sink.WriteAsync(Alerts(10, 4)));
        Assert.Equal(4, server.Mails.Count);
        Assert.Equal(Enumerable.Range(0, 14), server.Mails.SelectMany(static mail => Numbers(mail.Content)));
    }

    public void Dispose() => _rig.Dispose();

    private static AlertRow[] Alerts(int first, int count) => [.. Enumerable.Range(first, count).Select(MailSpoolTests.Alert)];

    private static IEnumerable<int> Numbers(byte[] mail) => Encoding.UTF8.GetString(mail).Split("number=3D").Skip(1)
        .Select(static part => int.Parse(part[..part.IndexOf(';', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture));

    private MailSinkOptions Options(ScriptedMailServer server, int limit)
        => _rig.Options(server.Port) with { Limit = limit, LimitSpan = s_span, Clock = _clock, Form = MailForm.Text };
}
