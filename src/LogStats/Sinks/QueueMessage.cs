namespace LogStats.Sinks;

/// <summary>One message that a queue gave out and still has to be told of.</summary>
public sealed record QueueMessage
{
    /// <summary>Its name: the same when it comes again. Null where whoever sent it gave none.</summary>
    public string? Id { get; init; }

    /// <summary>What its rows are, as <see cref="RowMap.Table"/> has it; null where it does not say so.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the queue gave it out before and was not told what became of it.</summary>
    public bool Redelivered { get; init; }

    /// <summary>What stands in it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The queue's own number for it; counts on one connection only.</summary>
    public ulong Number { get; init; }

    /// <summary>Which connection gave it out, counted from one.</summary>
    public int Connection { get; init; }
}
