namespace LogStats.Sinks;

/// <summary>How rows become batches.</summary>
public sealed record SinkPumpOptions
{
    /// <summary>How many rows make a batch. 5,000 by default.</summary>
    public int BatchSize { get; init; } = 5000;
}
