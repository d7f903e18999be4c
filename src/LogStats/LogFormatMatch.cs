namespace LogStats;

/// <summary>How well one format fits the first lines of an input.</summary>
public sealed class LogFormatMatch
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    /// <summary>Matched lines of all that are not blank, from 0 to 1.</summary>
    public double Score { get; init; }

    public long Matched { get; init; }

    public long Missed { get; init; }

    /// <summary>The first line that does not fit, safe to show; null where all fit.</summary>
    public string? FirstMiss { get; init; }

    /// <summary>Why the score is what it is.</summary>
    public required string Reason { get; init; }

    public override string ToString() => $"{Name} ({Score:P0})";
}
