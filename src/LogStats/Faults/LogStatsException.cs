namespace LogStats.Faults;

/// <summary>
/// Everything that can go wrong in a way a user can do something about. The message says what happened and to which
/// input, <see cref="Advice"/> what to do next, and <see cref="Id"/> stays the same for ever.
/// </summary>
public sealed class LogStatsException(
    FaultId id, string message, string advice, string? target = null, Exception? inner = null)
    : Exception(message, inner)
{
    public FaultId Id { get; } = id;

    /// <summary>What to do next, one sentence.</summary>
    public string Advice { get; } = advice;

    /// <summary>The input or target that it happened to.</summary>
    public string? Target { get; } = target;

    /// <summary>Whether it may be gone in a moment, so that trying again is worth it.</summary>
    public bool MayPass { get; init; } = id == FaultId.SinkTimeout;
}
