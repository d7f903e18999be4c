using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>A test with data that needs the programs of RabbitMQ: skipped where they are not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsRabbitMqTheoryAttribute : TheoryAttribute
{
    public NeedsRabbitMqTheoryAttribute() => Skip = RabbitMqPrograms.Lack;
}
