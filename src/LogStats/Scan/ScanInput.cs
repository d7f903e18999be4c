using LogStats.Sinks;

namespace LogStats.Scan;

/// <summary>One input: what became of its lines, and when it told anything.</summary>
/// <param name="Path">What it is called.</param>
/// <param name="Kind">The family of logs that it was found to belong to; null for none.</param>
/// <param name="Lines">The account of its lines.</param>
/// <param name="Span">From when to when, and the longest silence between.</param>
/// <param name="Fault">Why it could not be read; null where it could.</param>
public sealed record ScanInput(string Path, string? Kind, ScanCounts Lines, SourceSpan Span, string? Fault = null);
