namespace LogStats.Sinks;

/// <summary>How rows become batches, and how often a batch is tried.</summary>
public sealed record SinkPumpOptions
{
    /// <summary>How many rows make a batch. 5,000 by default.</summary>
    public int BatchSize { get; init; } = 5000;

    /// <summary>How often a batch is given to a sink that does not answer in time, the first try included. 5 by default.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>How long to wait before the second try; it doubles with each further one. 0.2 s by default.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock that the waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
