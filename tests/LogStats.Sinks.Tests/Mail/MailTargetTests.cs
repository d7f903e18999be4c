using LogStats.Faults;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>A mail server as a target of one text.</summary>
public sealed class MailTargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task All_that_it_says_counts()
    {
        await using ScriptedMailServer server = new()
        {
            Offer = ["STARTTLS", "AUTH PLAIN"],
            Certificate = ScriptedMailServer.NewCertificate(),
        };
        string secret = _folder["secret"];
        File.WriteAllText(secret, "not-a-secret\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secret, UnixFileMode.UserRead);
        }

        string text = $"smtp://localhost:{server.Port}?from=Logs%20%3Clogs@example.org%3E&to=a%2Bb@example.org&to=c@example.org&cc=d@example.org&bcc=e@example.org"
            + $"&subject=%5Bx%5D%20{{Count}}&as=text&user=me&password-file={Uri.EscapeDataString(secret)}&pin={ScriptedMailServer.Pin(server.Certificate)}"
            + $"&spool={Uri.EscapeDataString(_folder["spool"])}&limit=7";
        await using (ISink sink = TargetCatalog.Open(text))
        {
            await sink.PrepareAsync(default);
            _ = await sink.WriteAsync(new PlainRow("plain", 1));
            await sink.CompleteAsync();
        }

        (string[] to, byte[] content) = Assert.Single(server.Mails);
        string mail = System.Text.Encoding.ASCII.GetString(content);
        Assert.Equal(["a+b@example.org", "c@example.org", "d@example.org", "e@example.org"], to);
        Assert.Contains("Subject: [x] 1\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain", mail, StringComparison.Ordinal);
        Assert.Contains("AUTH PLAIN " + Convert.ToBase64String("\0me\0not-a-secret"u8), server.Commands);
        Assert.True(Directory.Exists(_folder["spool"]));
    }

    [Theory]
    [InlineData("smtp://localhost?to=a@example.org", "from=A@B")]
    [InlineData("smtp://localhost?from=a@example.org", "''")]
    [InlineData("smtp:?from=a@example.org&to=b@example.org", "server is missing")]
    [InlineData("smtp://localhost/x?from=a@example.org&to=b@example.org", "server is missing")]
    [InlineData("smtp://me:hunter2@localhost?from=a@example.org&to=b@example.org", "password does not belong")]
    [InlineData("smtp://me@localhost?from=a@example.org&to=b@example.org", "where the password is")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org&password=hunter2", "no setting 'password'")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org&tls=maybe", "'tls' is")]
    [InlineData("smtps://localhost?from=a@example.org&to=b@example.org&tls=none", "smtps is TLS")]
    [InlineData("smtp://mail.example.org?from=a@example.org&to=b@example.org&tls=none", "in clear")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org&limit=0", "'limit'")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org&as=pdf", "'as' is")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org%0D%0ARCPT", "is not a value for To")]
    [InlineData("smtp://localhost?from=a@example.org&to=b@example.org&pin=12", "pin of a certificate")]
    public void What_is_wrong_is_said_before_anything_is_opened(string text, string part)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(part, $"{fault.Message} {fault.Advice}", StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [LinuxFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_password_that_everybody_may_read_is_refused()
    {
        string secret = _folder["secret"];
        File.WriteAllText(secret, "not-a-secret\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(FaultId.SecretNotFound, Assert.Throws<LogStatsException>(() => TargetSecret.FromFile(secret)).Id);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);
        Assert.Equal("not-a-secret", TargetSecret.FromFile(secret));
        Assert.Equal(FaultId.SecretNotFound, Assert.Throws<LogStatsException>(() => TargetSecret.FromFile(_folder["none"])).Id);
        Assert.Equal(FaultId.SecretNotFound, Assert.Throws<LogStatsException>(() => TargetSecret.FromVariable("LOGSTATS_NO_SUCH")).Id);
    }

    public void Dispose() => _folder.Dispose();
}
