using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Sinks.Ship;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>Which receivers are believed, and what is told to no other.</summary>
public sealed class ShipTrustTests
{
    [Theory]
    [InlineData("authority", true)]
    [InlineData("other authority", false)]
    [InlineData("system", false)]
    [InlineData("pin", true)]
    [InlineData("other pin", false)]
    [InlineData("other name", false)]
    [InlineData("expired", false)]
    public async Task A_receiver_is_believed_or_told_nothing(string how, bool isBelieved)
    {
        using TempFolder folder = new();
        using TestAuthority authority = new();
        using TestAuthority other = new("other");
        using X509Certificate2 certificate = authority.Sign("localhost", how == "expired" ? 0 : 10);
        using X509Certificate2 another = other.Sign("localhost");
        await using ShipFixture ship = new(certificate);
        File.WriteAllText(folder["ca.pem"], how == "other authority" ? other.Pem : authority.Pem);
        ship.Options = ship.Options with
        {
            Token = "s3cret-t0ken",
            Retry = ship.Options.Retry with { Tries = 1 },
            AuthorityFile = how.Contains("authority", StringComparison.Ordinal) || how is "other name" or "expired" ? folder["ca.pem"] : null,
            CertificatePin = how == "pin" ? CertificatePin.Text(CertificatePin.Of(certificate)) : how == "other pin" ? CertificatePin.Text(CertificatePin.Of(another)) : null,
            Address = how == "other name" ? new Uri($"https://localhost.localdomain:{ship.Robot.Address.Port}") : ship.Robot.Address,
        };
        ship.Log.Append("a1\n");
        if (isBelieved)
        {
            Assert.Equal(1, (await ship.SendAsync()).Sent);
            return;
        }

        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        Assert.Equal(how == "other name" && fault.Id == FaultId.SinkConnect ? FaultId.SinkConnect : FaultId.SinkCertificate, fault.Id);
        Assert.Empty(ship.Robot.Headers);
        Assert.DoesNotContain("s3cret", $"{fault}", StringComparison.Ordinal);
    }

    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public void A_token_that_others_may_read_is_none()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["token"], "s3cret-t0ken\n");
        File.SetUnixFileMode(folder["token"], UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetSecret.FromFile(folder["token"]));
        Assert.DoesNotContain("s3cret", $"{fault}{fault.Advice}", StringComparison.Ordinal);
        File.SetUnixFileMode(folder["token"], UnixFileMode.UserRead);
        Assert.Equal("s3cret-t0ken", TargetSecret.FromFile(folder["token"]));
    }

    [Theory]
    [InlineData("https://ann:s3cret@receiver.example")]
    [InlineData("https://receiver.example/?token=s3cret")]
    [InlineData("ftp://receiver.example/s3cret")]
    public void An_address_that_brings_a_secret_or_is_none_is_refused(string address)
        => Assert.DoesNotContain("s3cret", Assert.Throws<LogStatsException>(() => new BatchClient(new ShipOptions { Address = new Uri(address) })).ToString(), StringComparison.Ordinal);
}
