using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LogStats.Agent.Tests.Running;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>The real receiver over TLS: what it shows, whom it believes, and what it reads again when asked to.</summary>
public sealed class ReceiverTlsTests : IDisposable
{
    private readonly Running.TempFolder _folder = new();
    private readonly TestAuthority _authority = new("ours");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Row_03_senders_without_a_certificate_that_is_good()
    {
        using TestAuthority other = new("theirs");
        _ = _folder.Write("ca.pem", _authority.Pem);
        using X509Certificate2 good = _authority.Sign("web1");
        using X509Certificate2 foreign = other.Sign("web1");
        using X509Certificate2 expired = _authority.Sign("web1", -1);
        using X509Certificate2 unnamed = _authority.Sign("not a source");
        using X509Certificate2 revoked = _authority.Sign("web2");
        _ = _folder.Write("crl.pem", _authority.Revoke(revoked));
        Show("receiver");
        byte[] lines = ReceiverLines.Of(1);
        string[] options = ["--listen", "https://127.0.0.1:0", "--certificate", _folder.File("cert.pem"), "--client-ca", _folder.File("ca.pem"), "--client-crl", _folder.File("crl.pem")];
        await using (ReceiverProgram it = await ReceiverProgram.StartAsync(_folder, options))
        {
            foreach (X509Certificate2? certificate in (X509Certificate2?[])[null, foreign, expired, unnamed, revoked])
            {
                _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(it, certificate, lines));
            }

            Assert.Empty(ReceiverLines.Everything(_folder));
            await it.ErrorAsync("was turned away");
            Assert.Single(it.Error.Split('\n'), static line => line.StartsWith("warning", StringComparison.Ordinal));
            Assert.Equal(403, await SendAsync(it, good, lines)); // It has no claim yet.
        }

        await using ReceiverProgram again = await ReceiverProgram.StartAsync(_folder, options);
        again.Handler.ClientCertificateOptions = ClientCertificateOption.Manual;
        again.Handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        _ = again.Handler.ClientCertificates.Add(good);
        Assert.Equal(200, await again.ClaimAsync(token: "whatever"));
        Assert.Equal("200 stored", await again.OutcomeAsync(lines));
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_04_what_a_client_sees_is_the_certificate_of_the_receiver_and_no_old_protocol()
    {
        Show("receiver");
        await using ReceiverProgram it = await ReceiverProgram.StartAsync(_folder, "--listen", "https://127.0.0.1:0", "--certificate", _folder.File("cert.pem"));

        // A client that believes only what the system does refuses it, and nobody learned the token.
        _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => it.ClaimAsync());
        foreach (System.Security.Authentication.SslProtocols protocol in (System.Security.Authentication.SslProtocols[])[System.Security.Authentication.SslProtocols.Tls12, System.Security.Authentication.SslProtocols.Tls13])
        {
            using HttpClientHandler handler = Handler(null);
            handler.SslProtocols = protocol;
            using HttpClient client = new(handler);
            using HttpResponseMessage response = await client.GetAsync(new Uri(it.Address, "/v1/health"));
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.True((await it.RawAsync("GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")).IsClosed);
    }

    [UnixFact]
    public async Task Certificates_and_tokens_are_read_again_when_asked_to()
    {
        string first = Show("receiver");
        await using ReceiverProgram it = await ReceiverProgram.StartAsync(_folder, "--listen", "https://127.0.0.1:0", "--certificate", _folder.File("cert.pem"));
        Assert.Equal(first, await ShownAsync(it));

        string second = Show("receiver");
        ReceiverProgram.Tokens(_folder, "web1 another-token\n");
        await it.SignalAsync("HUP");
        await it.ErrorAsync("were read again");
        Assert.Equal(second, await ShownAsync(it));
        it.Handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        Assert.Equal(401, await it.ClaimAsync());
        Assert.Equal(200, await it.ClaimAsync(token: "another-token"));

        // What cannot be read leaves everything as it was.
        _ = _folder.Write("cert.pem", "nothing");
        await it.SignalAsync("HUP");
        await it.ErrorAsync("cert.pem");
        Assert.Equal(second, await ShownAsync(it));
        Assert.Equal(0, await it.TerminateAsync());
    }

    /// <summary>Makes the receiver show a new certificate, and gives its name.</summary>
    private string Show(string name)
    {
        using X509Certificate2 certificate = _authority.Sign(name);
        _ = _folder.Write("cert.pem", certificate.ExportCertificatePem() + "\n" + TestAuthority.KeyPem(certificate));
        return certificate.Thumbprint;
    }

    private static async Task<string?> ShownAsync(ReceiverProgram it)
    {
        string? seen = null;
        using HttpClientHandler handler = Handler(null);
        handler.ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
        {
            seen = certificate!.Thumbprint;
            return errors != SslPolicyErrors.None;
        };
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri(it.Address, "/v1/health"));
        return seen;
    }

    private static async Task<int> SendAsync(ReceiverProgram it, X509Certificate2? certificate, byte[] lines)
    {
        using HttpClientHandler handler = Handler(certificate);
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.PostAsync(new Uri(it.Address, "/v1/batches"), ReceiverProgram.Content(lines));
        return (int)response.StatusCode;
    }

    private static HttpClientHandler Handler(X509Certificate2? certificate)
    {
        HttpClientHandler handler = new() { ClientCertificateOptions = ClientCertificateOption.Manual, ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        if (certificate is not null)
        {
            _ = handler.ClientCertificates.Add(certificate);
        }

        return handler;
    }
}
