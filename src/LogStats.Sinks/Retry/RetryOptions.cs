namespace LogStats.Sinks.Retry;

/// <summary>How often a target is asked again that may be back in a moment, and how long is waited between.</summary>
public sealed record RetryOptions
{
    /// <summary>How often a batch is given, the first try included. 5 by default.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>How long to wait before the second try; it doubles with each further one. 0.2 s by default.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What no wait is longer than. 30 s by default.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that the waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
