using LogStats.Sinks.Retry;

namespace LogStats.Sinks.RabbitMq;

/// <summary>Which messages are taken.</summary>
public sealed record RabbitMqSourceOptions
{
    /// <summary>The broker.</summary>
    public RabbitMqServerOptions Server { get; init; } = new();

    /// <summary>The queue, which has to be there.</summary>
    public required string Queue { get; init; }

    /// <summary>How many messages the broker gives out before it has heard of the first: what others cannot have meanwhile. 10 by default.</summary>
    public ushort Prefetch { get; init; } = 10;

    /// <summary>How often, and after how long, a broker that is away is asked again.</summary>
    public RetryOptions Retry { get; init; } = new();
}
