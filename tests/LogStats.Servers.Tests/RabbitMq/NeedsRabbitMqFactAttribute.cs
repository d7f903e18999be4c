using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>A test that needs the programs of RabbitMQ: skipped where they are not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsRabbitMqFactAttribute : FactAttribute
{
    public NeedsRabbitMqFactAttribute() => Skip = RabbitMqPrograms.Lack;
}
