namespace LogStats.Sinks.RabbitMq;

/// <summary>Where and how rows become messages.</summary>
public sealed record RabbitMqSinkOptions
{
    /// <summary>A message has as many rows as one of the programs that this replaces.</summary>
    public const int UsualMessageRows = 100;

    internal const int UsualOutstanding = 256;

    /// <summary>The broker.</summary>
    public RabbitMqServerOptions Server { get; init; } = new();

    /// <summary>The exchange, which has to be there; empty for the default one, which leads to the queue of the routing key.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>The name of the queue if left out.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>The queue; null where whoever owns the exchange has bound one.</summary>
    public string? Queue { get; init; }

    /// <summary>How the queue is asked for; null takes it as it is, and makes a durable one if there is none.</summary>
    public QueueOptions? QueueOptions { get; init; }

    /// <summary>Whether the queue is taken for there, and neither looked for nor made nor bound.</summary>
    public bool NoDeclare { get; init; }

    /// <summary>Whether messages outlive the broker. A confirmed one then is on its disk.</summary>
    public bool Persistent { get; init; }

    /// <summary>How many rows make a message. 100 by default, as of the programs that this replaces.</summary>
    public int MessageRows { get; init; } = UsualMessageRows;

    /// <summary>
    /// Whether each batch begins a message, for whoever gives the same batches however often it is begun again. Otherwise messages
    /// end where they would have ended without batches, whoever sent a batch before it was full.
    /// </summary>
    public bool BatchesStandAlone { get; init; }

    /// <summary>How many messages may be under way and not confirmed. 256 by default.</summary>
    public int Outstanding { get; init; } = UsualOutstanding;

    /// <summary>Gets what somebody should know that is no fault, a sentence each. May be called from any thread.</summary>
    public Action<string>? Note { get; init; }
}
