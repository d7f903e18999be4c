namespace LogStats.Batches;

/// <summary>All that is said of a batch beside its lines.</summary>
public sealed record BatchHead
{
    public required BatchKey Key { get; init; }

    /// <summary>How many lines.</summary>
    public required long Lines { get; init; }

    /// <summary>How many bytes they are, each with its own line end, before anything was compressed.</summary>
    public required long Length { get; init; }

    /// <summary>Where the sender began with the file: 0, or where it was told to begin. All before that was never meant to be sent.</summary>
    public long Begin { get; init; }

    /// <summary>
    /// The sender knows that the lines of the file before <see cref="BatchKey.Start"/> that the receiver misses are nowhere to be had
    /// any more. The receiver goes on behind them, and tells it.
    /// </summary>
    public bool IsAfterLoss { get; init; }

    /// <summary>The last line has no line end: its file ended so, for good.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The claim under which it is sent (<see cref="SourceClaim"/>).</summary>
    public required string Claim { get; init; }

    /// <summary>The path of the log at its source, for people; null where it has none.</summary>
    public string? Path { get; init; }
}
