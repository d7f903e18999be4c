using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Sinks.InfluxDb;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>A certificate that nobody signed is believed by its pin, and by nothing else.</summary>
public sealed class InfluxCertificateTests
{
    [Fact]
    public async Task The_fault_names_the_pin_and_with_it_the_server_is_believed()
    {
        await using TlsServer server = new();
        LogStatsException fault = await PrepareAsync(server, null);
        Assert.Equal((FaultId.SinkCertificate, false), (fault.Id, fault.MayPass));
        string pin = Regex.Match(fault.Advice, "[0-9a-f]{64}").Value;

        await using InfluxSink hex = InfluxSink.Open(Options(server, pin));
        await hex.PrepareAsync(CancellationToken.None);
        await using InfluxSink base64 = InfluxSink.Open(Options(server, "sha256//" + Convert.ToBase64String(Convert.FromHexString(pin))));
        await base64.PrepareAsync(CancellationToken.None);
        Assert.Equal(FaultId.SinkCertificate, (await PrepareAsync(server, new string('0', 64))).Id);
    }

    private static async Task<LogStatsException> PrepareAsync(TlsServer server, string? pin)
    {
        await using InfluxSink sink = InfluxSink.Open(Options(server, pin));
        return await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(CancellationToken.None).AsTask());
    }

    private static InfluxSinkOptions Options(TlsServer server, string? pin)
        => new() { Server = new Uri($"https://127.0.0.1:{server.Port}"), Database = "d", CertificatePin = pin };

    /// <summary>Answers every request with 204, as long as the client likes its certificate.</summary>
    private sealed class TlsServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate = Certificate();
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public TlsServer()
        {
            _listener.Start();
            _run = RunAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _listener.Dispose();
            _certificate.Dispose();
            _stop.Dispose();
        }

        private static X509Certificate2 Certificate()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=nobody", key, HashAlgorithmName.SHA256);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        }

        private async Task RunAsync()
        {
            List<Task> clients = [];
            try
            {
                while (true)
                {
                    clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
                }
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                await Task.WhenAll(clients);
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    await using SslStream stream = new(client.GetStream());
                    await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                    StringBuilder head = new();
                    byte[] block = new byte[4096];
                    for (int read; (read = await stream.ReadAsync(block, _stop.Token)) > 0;)
                    {
                        if (head.Append(Encoding.ASCII.GetString(block, 0, read)).ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                        {
                            _ = head.Clear();
                            await stream.WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                        }
                    }
                }
                catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
                {
                    // A client that does not believe goes away.
                }
            }
        }
    }
}
