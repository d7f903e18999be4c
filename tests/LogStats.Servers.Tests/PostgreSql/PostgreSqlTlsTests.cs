using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>A server with a certificate of its own authority is believed as far as was asked for, and no further.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlTlsTests
{
    private static readonly DateTimeOffset s_made = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [NeedsPostgreSqlFact]
    public async Task Only_a_server_that_proves_its_name_gets_rows()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(durable: false, "ssl = off");
        string authority = Path.Join(server.Root, "ca.pem");
        string other = Path.Join(server.Root, "other.pem");
        using (X509Certificate2 signer = Authority("Test authority"))
        using (X509Certificate2 stranger = Authority("Test authority"))
        {
            await File.WriteAllTextAsync(authority, signer.ExportCertificatePem());
            await File.WriteAllTextAsync(other, stranger.ExportCertificatePem());
            await ServeAsync(server, signer);
        }

        Assert.Null(await TryAsync(server, "localhost", "verify-full", authority));
        Assert.Null(await TryAsync(server, "127.0.0.1", "verify-ca", authority));
        Assert.Null(await TryAsync(server, "127.0.0.1", "require", null));
        Assert.Null(await TryAsync(server, "127.0.0.1", "prefer", null));
        Assert.Equal(FaultId.SinkCertificate, (await TryAsync(server, "127.0.0.1", "verify-full", authority))!.Id);
        Assert.Equal(FaultId.SinkCertificate, (await TryAsync(server, "localhost", "verify-full", other))!.Id);
        Assert.Equal(FaultId.SinkCertificate, (await TryAsync(server, "localhost", "verify-full", null))!.Id);
        Assert.Equal(FaultId.SinkCertificate, (await TryAsync(server, "localhost", "require", other))!.Id);
        Assert.Equal(FaultId.SinkCertificate, (await TryAsync(server, "localhost", "verify-full", authority + "x"))!.Id);
    }

    [NeedsPostgreSqlFact]
    public async Task A_server_without_encryption_is_no_server_for_who_asks_for_some()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        LogStatsException fault = (await TryAsync(server, "127.0.0.1", "require", null))!;
        Assert.Equal(FaultId.SinkCertificate, fault.Id);
        Assert.Contains("offers no encryption", fault.Message);
        Assert.Null(await TryAsync(server, "127.0.0.1", "disable", null));
    }

    private static async Task<LogStatsException?> TryAsync(PostgreSqlServer server, string host, string mode, string? root)
    {
        try
        {
            await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions
            {
                Connection = server.Connection() with { Host = host, SslMode = mode, RootCertificate = root },
            });
            await sink.PrepareAsync(default);
            _ = await sink.GiveAsync(new Sample(1));
            string encrypted = await server.ValueAsync("postgres",
                "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'logstats'");
            Assert.Equal(mode == "disable" ? "false" : "true", encrypted);
            return null;
        }
        catch (LogStatsException fault)
        {
            return fault;
        }
    }

    private static async Task ServeAsync(PostgreSqlServer server, X509Certificate2 signer)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(signer, s_made, s_made.AddYears(50), [1, 2, 3]);
        string data = Path.Join(server.Root, "data");
        await File.WriteAllTextAsync(Path.Join(data, "server.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Join(data, "server.key"), key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(Path.Join(data, "server.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", ["65534:65534", Path.Join(data, "server.key"), Path.Join(data, "server.crt")]);
        }

        await File.AppendAllLinesAsync(Path.Join(data, "postgresql.conf"), ["ssl = on"]);
        await server.KillAsync("INT");
        await server.StartAgainAsync();
    }

    private static X509Certificate2 Authority(string name)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(s_made, s_made.AddYears(60));
    }
}
