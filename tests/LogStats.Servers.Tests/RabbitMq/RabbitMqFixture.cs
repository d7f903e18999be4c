using System.Runtime.Versioning;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>One broker for all tests that do not harm it; each has queues of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private RabbitMqBroker? _broker;

    public RabbitMqBroker Broker => _broker ?? throw new InvalidOperationException("There is no broker here.");

    public async Task InitializeAsync()
    {
        if (RabbitMqPrograms.Lack is null)
        {
            _broker = await RabbitMqBroker.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }
}
