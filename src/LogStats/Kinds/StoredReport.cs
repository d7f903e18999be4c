namespace LogStats.Kinds;

/// <summary>Stored summaries of one measurement, or of several merged, as a report.</summary>
/// <param name="Source">Stands for the logs; null where nothing names them.</param>
/// <param name="Window">The stretch of time; empty for all there is.</param>
/// <param name="Report">The tables.</param>
public sealed record StoredReport(long? Source, string Window, LogReport Report);
