namespace LogStats;

/// <summary>A log and where its report goes. Names may hold times as strftime writes them, and a shift behind a question mark.</summary>
/// <param name="Log">The log.</param>
/// <param name="PreviousLog">What the log was rotated to, if that has a name of its own.</param>
/// <param name="Report">The report.</param>
public sealed record LogStatsDataFile(string Log, string? PreviousLog, string Report);
