using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.Mail;
using Xunit;

namespace LogStats.Servers.Tests.Mail;

/// <summary>Mails to a real server, and read back by another program's parser.</summary>
public sealed class MailServerTests
{
    private readonly List<string> _warnings = [];
    private readonly List<LogStatsException> _faults = [];

    [NeedsMailFact]
    public async Task A_mail_arrives_as_it_was_meant()
    {
        await using SmtpSink server = await SmtpSink.StartAsync();
        byte[] content = new byte[70_000];
        Random.Shared.NextBytes(content);
        string file = Path.Join(server.Root, "Größe (1)\t.bin");
        string plain = Path.Join(server.Root, "report.csv");
        await File.WriteAllBytesAsync(file, content);
        await File.WriteAllTextAsync(plain, "a,b\r\n1,2\r\n.\r\n");
        await SendAsync(Options(server) with
        {
            From = "\"Überwachung \\\"Nord\\\"\" <logs@example.org>",
            To = ["ops@example.org", "Doe, Jane <jane@example.org>"],
            Cc = ["Zoë <zoe@bücher.example>"],
            Bcc = ["hidden@example.org"],
            Attachments = [file, plain],
        }, new Alert("Benutzer 'poc' – keine Anmeldung seit 5 Minuten ☎", ".\n..\nGrüße\nFrom here =20 <b>&"));

        ReadMail mail = Assert.Single(await server.MailsAsync());
        Assert.Equal("Benutzer 'poc' – keine Anmeldung seit 5 Minuten ☎", mail.Subject);
        Assert.Equal(["Überwachung \"Nord\"", "logs@example.org"], Assert.Single(mail.From));
        Assert.Equal([["", "ops@example.org"], ["Doe, Jane", "jane@example.org"]], mail.To);
        Assert.Equal(["Zoë", "zoe@xn--bcher-kva.example"], Assert.Single(mail.Cc));
        Assert.Empty(mail.Bcc);
        Assert.Equal(["ops@example.org", "jane@example.org", "zoe@xn--bcher-kva.example", "hidden@example.org"], mail.Envelope.To);
        Assert.Equal("logs@example.org", mail.Envelope.From);
        Assert.False(mail.Envelope.Tls);
        Assert.Equal(".\n..\nGrüße\nFrom here =20 <b>&\n\nNumber  7\n", mail.Text);
        Assert.Contains("From here =20 &lt;b&gt;&amp;</pre>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(["Größe (1)\t.bin", "report.csv"], mail.Files.Select(static one => one[0]));
        Assert.Equal(content, Convert.FromBase64String(mail.Files[0][2]));
        Assert.Equal("a,b\r\n1,2\r\n.\r\n"u8.ToArray(), Convert.FromBase64String(mail.Files[1][2]));
        Assert.Equal("multipart/mixed", mail.Type);
        Assert.Empty(mail.Defects);
        Assert.InRange(mail.Longest, 1, 78);
        Assert.Equal(0, mail.Bare);
        Assert.Matches(@"^<[0-9a-f]{40}\.logstats@example\.org>$", mail.Id);
        Assert.Empty(_warnings);
    }

    [NeedsMailFact]
    public async Task Text_alone_is_one_part()
    {
        await using SmtpSink server = await SmtpSink.StartAsync();
        await SendAsync(Options(server) with { Form = MailForm.Text }, new Alert("one", "two"));
        ReadMail mail = Assert.Single(await server.MailsAsync());
        Assert.Equal(("text/plain", "two\n\nNumber  7\n", null), (mail.Type, mail.Text, mail.Html));
        Assert.Empty(mail.Defects);
    }

    [NeedsMailFact]
    public async Task Over_starttls_with_a_password()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(tls: true, options: ["--account", $"ann:{SmtpSink.Password}"]);
        await SendAsync(Account(server, MailTls.StartTls), new Alert("one", "two"));
        ReadMail mail = Assert.Single(await server.MailsAsync());
        Assert.Equal((true, "ann"), (mail.Envelope.Tls, mail.Envelope.User));
    }

    [NeedsMailFact]
    public async Task Over_implicit_tls_with_a_password()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(tls: true, options: ["--implicit", "--account", $"ann:{SmtpSink.Password}"]);
        await SendAsync(Account(server, MailTls.Implicit), new Alert("one", "two"));
        ReadMail mail = Assert.Single(await server.MailsAsync());
        Assert.Equal((true, "ann"), (mail.Envelope.Tls, mail.Envelope.User));
    }

    [NeedsMailFact]
    public async Task A_wrong_password_a_strange_certificate_and_no_tls_are_told_apart()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(tls: true, options: ["--account", $"ann:{SmtpSink.Password}"]);
        LogStatsException wrong = await RefusedAsync(Account(server, MailTls.StartTls) with { Password = static () => "hunter2" });
        Assert.Equal(FaultId.SinkAuthentication, wrong.Id);
        Assert.Contains("535", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal(FaultId.SinkAuthentication, (await SendFaultAsync(Options(server) with { Tls = MailTls.StartTls, CertificatePin = server.Pin, NoSpool = true })).Id);
        Assert.Equal(FaultId.SinkCertificate, (await RefusedAsync(Account(server, MailTls.StartTls) with { CertificatePin = null })).Id);

        await using SmtpSink bare = await SmtpSink.StartAsync();
        Assert.Equal(FaultId.SinkCertificate, (await RefusedAsync(Account(bare, MailTls.StartTls))).Id);
        Assert.Empty(await server.MailsAsync());
    }

    [NeedsMailFact]
    public async Task Later_is_later_and_once()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(options: ["--later", "1"]);
        await SendAsync(Options(server), new Alert("one", "two"));
        Assert.Single(await server.MailsAsync());
    }

    [NeedsMailFact]
    public async Task A_recipient_who_is_not_there_is_told_of_and_the_others_get_it()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(options: ["--refuse", "gone@example.org"]);
        await SendAsync(Options(server) with { To = ["gone@example.org", "ops@example.org"] }, new Alert("one", "two"));
        Assert.Equal(["ops@example.org"], Assert.Single(await server.MailsAsync()).Envelope.To);
        Assert.Contains("gone@example.org: 550 5.1.1", Assert.Single(_faults).Message, StringComparison.Ordinal);

        await SendAsync(Options(server) with { To = ["gone@example.org"] }, new Alert("one", "two"));
        Assert.Single(await server.MailsAsync());
        Assert.Equal(2, Directory.GetFiles(Path.Join(server.Spool, "failed")).Length);
    }

    [NeedsMailFact]
    public async Task A_mail_that_is_too_large_is_put_aside()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(options: ["--largest", "5000"]);
        await SendAsync(Options(server), new Alert("large", new string('x', 20_000)), new Alert("small", "x"));
        Assert.Equal("small", Assert.Single(await server.MailsAsync()).Subject);
        Assert.Contains("5,000", Assert.Single(_faults).Message, StringComparison.Ordinal);
    }

    [NeedsMailFact]
    public async Task A_server_that_is_killed_and_back_gets_all_in_order()
    {
        await using SmtpSink server = await SmtpSink.StartAsync();
        await SendAsync(Options(server), new Alert("0", "x"));
        await server.KillAsync();
        await SendAsync(Options(server), [.. Enumerable.Range(1, 4).Select(static n => new Alert($"{n}", "x"))]);
        Assert.Contains("4 mails wait", _warnings[^1], StringComparison.Ordinal);
        await server.StartAgainAsync();
        await SendAsync(Options(server), new Alert("5", "x"));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], (await server.MailsAsync()).Select(static mail => mail.Subject));
    }

    private MailSinkOptions Options(SmtpSink server) => new()
    {
        Host = "localhost",
        Port = server.Port,
        From = "logs@example.org",
        To = ["ops@example.org"],
        SpoolPath = server.Spool,
        Warn = _warnings.Add,
        Report = _faults.Add,
    };

    private MailSinkOptions Account(SmtpSink server, MailTls tls) => Options(server) with
    {
        Tls = tls,
        CertificatePin = server.Pin,
        User = "ann",
        Password = static () => SmtpSink.Password,
    };

    private static async Task SendAsync(MailSinkOptions options, params IRow[] rows)
    {
        await using MailSink sink = MailSink.Open(options);
        await sink.PrepareAsync(default);
        Assert.Equal(rows.Length, (await sink.WriteAsync(rows, default)).Stored);
        await sink.CompleteAsync(default);
    }

    private static async Task<LogStatsException> SendFaultAsync(MailSinkOptions options)
        => await Assert.ThrowsAsync<LogStatsException>(() => SendAsync(options, new Alert("one", "two")));

    private static async Task<LogStatsException> RefusedAsync(MailSinkOptions options)
    {
        await using MailSink sink = MailSink.Open(options);
        return await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(default).AsTask());
    }

    private sealed class Alert(string subject, string body) : IMailText
    {
        public string Subject { get; } = subject;

        public RowMap GetRowMap() => AlertMap.One;

        public MailText GetMailText() => new(Subject, body);

        private sealed class AlertMap() : RowMap("alert", [new("Number", RowType.Integer)])
        {
            public static readonly AlertMap One = new();

            public override void Write(IRow row, IRowWriter writer) => writer.Integer(7);
        }
    }
}
