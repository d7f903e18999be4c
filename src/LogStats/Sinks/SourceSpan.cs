namespace LogStats.Sinks;

/// <summary>From when to when a source told anything, and the longest that it was silent between.</summary>
/// <param name="First">The earliest record; null where none has a time.</param>
/// <param name="Last">The latest record.</param>
/// <param name="SilentFrom">The record before the longest silence.</param>
/// <param name="SilentTo">The record that ended it.</param>
public readonly record struct SourceSpan(DateTimeOffset? First, DateTimeOffset? Last, DateTimeOffset? SilentFrom, DateTimeOffset? SilentTo);
