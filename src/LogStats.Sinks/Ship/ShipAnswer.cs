using LogStats.Faults;

namespace LogStats.Sinks.Ship;

/// <summary>What came back: a status and the words with it, or a fault where nothing did.</summary>
internal readonly record struct ShipAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? Wait = null, LogStatsException? Fault = null);
