using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.Tests.Tls;

/// <summary>Who is believed: real handshakes over a real connection.</summary>
public sealed class TlsTrustTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("another authority");

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task One_of_the_given_authorities_has_to_vouch_for_it()
    {
        using X509Certificate2 server = _authority.Sign("server.test");
        Assert.Null((await MeetAsync(server, new TlsTrust(null, Write("ca.pem", _other.Pem + "\n" + _authority.Pem)))).Fault);

        LogStatsException fault = (await MeetAsync(server, new TlsTrust(null, Write("other.pem", _other.Pem)))).Fault!;
        Assert.Equal(FaultId.SinkCertificate, fault.Id);
        Assert.Contains("none of the given authorities vouches", fault.Message, StringComparison.Ordinal);
        Assert.Contains(CertificatePin.Text(CertificatePin.Of(server)), fault.Advice, StringComparison.Ordinal);
        Assert.Contains("nobody whom this machine trusts", (await MeetAsync(server, new TlsTrust(null))).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_believed()
    {
        using X509Certificate2 server = _authority.Sign("another.test");
        TlsTrust trust = new(null, Write("ca.pem", _authority.Pem));
        Assert.Contains("is for another name", (await MeetAsync(server, trust)).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_one_that_is_out_of_date()
    {
        using X509Certificate2 server = _authority.Sign("server.test", days: 0);
        TlsTrust trust = new(null, Write("ca.pem", _authority.Pem));
        Assert.Contains("out of date", (await MeetAsync(server, trust)).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pin_alone_decides()
    {
        using X509Certificate2 server = _authority.Sign("another.test");
        string pin = CertificatePin.Text(CertificatePin.Of(server));
        Assert.Null((await MeetAsync(server, new TlsTrust(pin))).Fault);

        using X509Certificate2 good = _authority.Sign("server.test");
        TlsTrust both = new(pin, Write("ca.pem", _authority.Pem));
        Assert.Contains("its public key has another pin", (await MeetAsync(good, both)).Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_wants_to_know_us_sees_our_certificate(bool keyApart)
    {
        using X509Certificate2 server = _authority.Sign("server.test");
        using X509Certificate2 own = _authority.Sign("client.test");
        string key = TestAuthority.KeyPem(own);
        string file = Write("own.pem", own.ExportCertificatePem() + "\n" + (keyApart ? "" : key + "\n"));
        TlsTrust trust = new(null, Write("ca.pem", _authority.Pem), file, keyApart ? Write("own.key", key) : null);
        (LogStatsException? fault, string? seen) = await MeetAsync(server, trust);
        Assert.Null(fault);
        Assert.Equal("CN=client.test", seen);
    }

    [Fact]
    public void Files_that_cannot_be_used_say_which_and_show_nothing()
    {
        using X509Certificate2 one = _authority.Sign("client.test");
        using X509Certificate2 two = _authority.Sign("client.test");
        string certificate = Write("own.pem", one.ExportCertificatePem());
        Action[] attempts =
        [
            () => _ = new TlsTrust(null, _folder["nowhere.pem"]),
            () => _ = new TlsTrust(null, Write("empty.pem", "secret words")),
            () => _ = new TlsTrust(null, null, certificate, Write("other.key", TestAuthority.KeyPem(two))),
            () => _ = new TlsTrust(null, null, certificate),
        ];
        foreach (Action attempt in attempts)
        {
            LogStatsException fault = Assert.Throws<LogStatsException>(attempt);
            Assert.Equal(FaultId.ConfigInvalid, fault.Id);
            Assert.StartsWith($"The certificates or the key in '{_folder.Path}", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret words", fault.Message, StringComparison.Ordinal);
            Assert.Equal("Name a PEM file that this account may read; a key must be the certificate's own, and not encrypted.", fault.Advice);
        }

        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => new TlsTrust(null, null, null, certificate)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("sha256//abc")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void A_text_that_is_no_pin_is_refused(string text)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => new TlsTrust(text)).Id);

    [Fact]
    public void A_pin_is_written_in_four_ways()
    {
        byte[] pin = [.. Enumerable.Range(0, 32).Select(static value => (byte)(value * 7))];
        string hex = Convert.ToHexString(pin);
        string colons = string.Join(':', pin.Select(static value => value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        string base64 = Convert.ToBase64String(pin);
        Assert.All((string[])[hex, colons, base64, "sha256//" + base64], text => Assert.Equal(pin, CertificatePin.Parse(text)));
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    /// <summary>Two ends shake hands; what came of it on our side, and whom the server saw.</summary>
    private static async Task<(LogStatsException? Fault, string? Seen)> MeetAsync(X509Certificate2 certificate, TlsTrust trust)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using TcpClient accepted = await listener.AcceptTcpClientAsync();
        Task<string?> serving = ServeAsync(accepted, certificate);
        try
        {
            await using SslStream stream = new(client.GetStream());
            await stream.AuthenticateAsClientAsync(trust.Options("server.test"));
            _ = await stream.ReadAsync(new byte[1]); // The server says something once it has seen us.
            return (null, await serving);
        }
        catch (AuthenticationException error)
        {
            _ = await serving;
            return (trust.Fault("server.test", error), null);
        }
    }

    private static async Task<string?> ServeAsync(TcpClient client, X509Certificate2 certificate)
    {
        try
        {
            await using SslStream stream = new(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            });
            await stream.WriteAsync(new byte[1]);
            return stream.RemoteCertificate?.Subject;
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            return null; // The client does not believe, and left.
        }
    }
}
