using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>Who is let in by a real broker, and who believes it.</summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqConnectTests(RabbitMqFixture fixture)
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    private RabbitMqServerOptions Tls => new() { Host = "localhost", Port = _broker.TlsPort, UseTls = true };

    [NeedsRabbitMqFact]
    public async Task A_broker_that_a_given_authority_signed_is_believed()
    {
        Assert.Null(await TryAsync(Tls with { AuthorityFile = _broker.Tls.Authority }));
        Assert.Null(await TryAsync(Tls with { CertificatePin = _broker.Tls.Pin, Host = "127.0.0.1" }));
        Assert.Null(await TryAsync(Tls with { AuthorityFile = _broker.Tls.Authority, ClientCertificate = _broker.Tls.Client, User = "guest", Password = static () => "guest" }));
    }

    [NeedsRabbitMqFact]
    public async Task One_whose_authority_is_unknown_or_whose_name_is_another_is_not()
    {
        LogStatsException? fault = await TryAsync(Tls);
        Assert.Equal(FaultId.SinkCertificate, fault?.Id);
        Assert.Contains("nobody whom this machine trusts vouches for its certificate", fault!.Message, StringComparison.Ordinal);
        Assert.Contains(_broker.Tls.Pin, fault.Advice, StringComparison.Ordinal);
        fault = await TryAsync(Tls with { AuthorityFile = _broker.Tls.Authority, Host = "127.0.0.1" });
        Assert.Equal(FaultId.SinkCertificate, fault?.Id);
        Assert.Contains("another name", fault!.Message, StringComparison.Ordinal);
        fault = await TryAsync(Tls with { AuthorityFile = _broker.Tls.Client });
        Assert.Equal(FaultId.SinkCertificate, fault?.Id);
        Assert.Contains("none of the given authorities vouches", fault!.Message, StringComparison.Ordinal);
        fault = await TryAsync(Tls with { CertificatePin = new string('0', 64) });
        Assert.Equal(FaultId.SinkCertificate, fault?.Id);
        Assert.Contains("another pin", fault!.Message, StringComparison.Ordinal);
        fault = await TryAsync(Tls with { AuthorityFile = _broker.Tls.Authority, ClientCertificate = _broker.Tls.Authority });
        Assert.Equal(FaultId.ConfigInvalid, fault?.Id);
        Assert.Contains(_broker.Tls.Authority, fault!.Message, StringComparison.Ordinal);
        fault = await TryAsync(Tls with { Port = _broker.Port });
        Assert.Equal(FaultId.SinkCertificate, fault?.Id);
        Assert.Contains("speaks TLS", fault!.Advice, StringComparison.Ordinal);
    }

    [NeedsRabbitMqFact]
    public async Task Who_is_not_let_in_is_told_why_and_no_password_is()
    {
        RabbitMqServerOptions ann = _broker.Options with { User = RabbitMqBroker.User, Password = static () => RabbitMqBroker.Password, VirtualHost = "logs" };
        Assert.Null(await TryAsync(ann));
        await CheckAsync(ann with { Password = static () => "s3cret" }, FaultId.SinkAuthentication, "does not know this user with this password");
        await CheckAsync(ann with { VirtualHost = "nowhere" }, FaultId.SinkConnect, "vhost nowhere not found");
        await CheckAsync(ann with { VirtualHost = "/" }, FaultId.SinkConnect, "access to vhost '/' refused for user 'ann'");
        await CheckAsync(_broker.Options with { User = RabbitMqBroker.Nobody, Password = static () => RabbitMqBroker.Password }, FaultId.SinkAuthentication, "403: ACCESS_REFUSED");
        await CheckAsync(_broker.Options with { Port = Loopback.FreePort() }, FaultId.SinkConnect, "nobody listens there");
        await CheckAsync(_broker.Options with { Port = _broker.TlsPort }, FaultId.SinkConnect, "the connection broke off");
    }

    [NeedsRabbitMqFact]
    public async Task A_target_leads_there_with_the_password_from_a_file()
    {
        string secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, RabbitMqBroker.Password);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            await using ISink sink = TargetCatalog.Open(
                $"amqps://ann@localhost:{_broker.TlsPort}/logs?queue={_broker.Queue()}&persistent=yes&queue-type=quorum&batch=3&password-file={Uri.EscapeDataString(secret)}&ca={Uri.EscapeDataString(_broker.Tls.Authority)}");
            await sink.PrepareAsync(default);
            Assert.Equal(new SinkAnswer(10, 0), await sink.WriteAsync(RabbitMqSinkTests.Samples(0, 10), default));
        }
        finally
        {
            File.Delete(secret);
        }
    }

    private async Task CheckAsync(RabbitMqServerOptions options, FaultId id, string words)
    {
        LogStatsException? fault = await TryAsync(options);
        Assert.Equal(id, fault?.Id);
        Assert.Contains(words, fault!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
    }

    private async Task<LogStatsException?> TryAsync(RabbitMqServerOptions options)
    {
        await using RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions { Server = options, Queue = _broker.Queue() });
        try
        {
            await sink.PrepareAsync(default);
            Assert.Equal(1, (await sink.WriteAsync([new Sample(1)], default)).Stored);
            return null;
        }
        catch (LogStatsException fault)
        {
            return fault;
        }
    }
}
