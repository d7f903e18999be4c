using LogStats.Faults;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>What must not be sent is not sent: each time the server's own list of what it heard is looked at.</summary>
public sealed class SmtpSafetyTests : IDisposable
{
    private const string Secret = "hunter2-sesame";

    private static readonly string[] s_auth = ["AUTH PLAIN LOGIN", "SIZE 1000000"];

    private readonly MailRig _rig = new();

    [Fact]
    public async Task No_starttls_is_no_mail_and_no_password()
    {
        await using ScriptedMailServer server = new() { Offer = s_auth };
        LogStatsException fault = await PrepareAsync(Account(server.Port));
        Assert.Equal(FaultId.SinkCertificate, fault.Id);
        Assert.DoesNotContain(server.Commands, static line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("454 not now", FaultId.SinkConnect, true)]
    [InlineData("502 what", FaultId.SinkCertificate, false)]
    [InlineData("220 go\r\n235 welcome", FaultId.SinkCertificate, false)]
    [InlineData("220 go\r\n250-scripted\r\n250 AUTH PLAIN", FaultId.SinkCertificate, false)]
    public async Task A_starttls_that_does_not_lead_to_tls_ends_it(string answer, FaultId id, bool mayPass)
    {
        await using ScriptedMailServer server = new()
        {
            Offer = ["STARTTLS", .. s_auth],
            Answer = line => line == "STARTTLS" ? answer : null,
            // TLS itself would succeed: what was slipped in before it is the only fault.
            Certificate = ScriptedMailServer.NewCertificate(),
        };
        LogStatsException fault = await PrepareAsync(Account(server.Port) with { NoSpool = true, CertificatePin = ScriptedMailServer.Pin(server.Certificate) });
        Assert.Equal((id, mayPass), (fault.Id, fault.MayPass));
        Assert.DoesNotContain(server.Commands, static line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_nobody_vouches_for_is_not_believed(bool isImplicit)
    {
        await using ScriptedMailServer server = new()
        {
            Offer = ["STARTTLS", .. s_auth],
            Certificate = ScriptedMailServer.NewCertificate(),
            Implicit = isImplicit,
        };
        LogStatsException fault = await PrepareAsync(Account(server.Port) with { Tls = isImplicit ? MailTls.Implicit : MailTls.StartTls });
        Assert.Equal(FaultId.SinkCertificate, fault.Id);
        Assert.Contains(ScriptedMailServer.Pin(server.Certificate), fault.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, static line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pin_is_that_of_one_key_alone()
    {
        await using ScriptedMailServer server = new() { Offer = ["STARTTLS", .. s_auth], Certificate = ScriptedMailServer.NewCertificate() };
        LogStatsException fault = await PrepareAsync(Account(server.Port) with { CertificatePin = new string('a', 64) });
        Assert.Equal(FaultId.SinkCertificate, fault.Id);

        await using MailSink sink = MailSink.Open(Account(server.Port) with { CertificatePin = ScriptedMailServer.Pin(server.Certificate) });
        await sink.PrepareAsync(default);
        await sink.CompleteAsync();
        Assert.Equal("TLS", server.Commands.First(static line => line is "TLS" || line.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("AUTH PLAIN")]
    [InlineData("AUTH LOGIN")]
    [InlineData("AUTH=LOGIN")]
    [InlineData("AUTH CRAM-MD5")]
    public async Task A_password_that_is_refused_is_nowhere(string offer)
    {
        await using ScriptedMailServer server = new()
        {
            Offer = ["STARTTLS", offer],
            Certificate = ScriptedMailServer.NewCertificate(),
            // A server that repeats what it was told.
            Answer = line => line == "bWU=" ? "334 and the password" : line.StartsWith("AUTH PLAIN", StringComparison.Ordinal) || line == Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))
                ? $"535 5.7.8 no such {Secret} {line}" : null,
        };
        LogStatsException fault = await PrepareAsync(Account(server.Port) with { CertificatePin = ScriptedMailServer.Pin(server.Certificate) });
        Assert.Equal(FaultId.SinkAuthentication, fault.Id);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret)), fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org", MailTls.None, false)]
    [InlineData("192.0.2.1", MailTls.None, false)]
    [InlineData("localhost", MailTls.None, true)]
    [InlineData("bad host", null, false)]
    [InlineData("host/x", null, false)]
    public void What_would_go_in_clear_is_refused_at_once(string host, MailTls? tls, bool account)
    {
        MailSinkOptions options = _rig.Options(25) with { Host = host, Tls = tls, User = account ? "me" : null, Password = () => Secret };
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => MailSink.Open(options)).Id);
    }

    [Theory]
    [InlineData("a@example.org\r\nRCPT TO:<x@example.org>")]
    [InlineData("a@example.org\n")]
    [InlineData("\"a\r\nRCPT TO:<x>\"@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("Ops\r\nBcc: x@example.org <a@example.org>")]
    [InlineData("a@example.org> SIZE=1 <b@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("<a@example.org>, <b@example.org>")]
    [InlineData("müller@example.org")]
    [InlineData("a@exa mple.org")]
    [InlineData("a@-x.org")]
    [InlineData("a..b@example.org")]
    [InlineData("@example.org")]
    [InlineData("")]
    public void An_address_that_is_none_is_refused(string address)
    {
        foreach (MailSinkOptions options in (MailSinkOptions[])
            [_rig.Options(25) with { To = [address] }, _rig.Options(25) with { From = address }, _rig.Options(25) with { Bcc = [address] }])
        {
            LogStatsException fault = Assert.Throws<LogStatsException>(() => MailSink.Open(options));
            Assert.Equal(FaultId.ConfigInvalid, fault.Id);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public void A_subject_of_two_lines_is_refused()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(
            () => MailSink.Open(_rig.Options(25) with { Subject = "a\r\nBcc: x@example.org" })).Id);

    [Fact]
    public async Task The_password_is_in_no_file_and_asked_for_only_where_it_is_needed()
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = ScriptedMailServer.NewCertificate();
        await using ScriptedMailServer server = new() { Offer = ["STARTTLS", .. s_auth], Certificate = certificate, Answer = static line => line == "." ? "451 later" : null };
        MailClock clock = new();
        await using MailSink sink = MailSink.Open(Account(server.Port) with { CertificatePin = ScriptedMailServer.Pin(certificate), Clock = clock });
        _ = await sink.WriteAsync(new PlainRow("plain", 1));
        await clock.UntilAsync(sink.CompleteAsync().AsTask(), TimeSpan.FromSeconds(2));
        Assert.Single(_rig.Waiting);
        foreach (string file in Directory.GetFiles(_rig.Spool, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _rig.Dispose();

    private MailSinkOptions Account(int port) => _rig.Options(port) with { Tls = MailTls.StartTls, User = "me", Password = static () => Secret };

    private static async Task<LogStatsException> PrepareAsync(MailSinkOptions options)
    {
        await using MailSink sink = MailSink.Open(options);
        return await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(default).AsTask());
    }
}
