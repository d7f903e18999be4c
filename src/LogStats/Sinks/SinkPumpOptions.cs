namespace LogStats.Sinks;

/// <summary>How rows become batches.</summary>
public sealed record SinkPumpOptions
{
    /// <summary>How many rows make a batch; as many as serve the sink best if left out.</summary>
    public int? BatchSize { get; init; }

    /// <summary>After how long a batch is given that is not full; null for never, so that only whoever adds gives.</summary>
    public TimeSpan? BatchInterval { get; init; }

    /// <summary>The clock that the waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
