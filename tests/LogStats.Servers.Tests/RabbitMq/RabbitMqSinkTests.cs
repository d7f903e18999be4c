using System.Runtime.Versioning;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>Rows into a real broker and out again.</summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqSinkTests(RabbitMqFixture fixture)
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    [NeedsRabbitMqFact]
    public async Task First()
    {
        string queue = _broker.Queue();
        await using RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions { Server = _broker.Options, Queue = queue });
        await sink.PrepareAsync(default);
        Sample[] rows = [.. Enumerable.Range(0, 1050).Select(n => new Sample(n))];
        Assert.Equal(new SinkAnswer(1050, 0), await sink.WriteAsync(rows, default));
    }
}
