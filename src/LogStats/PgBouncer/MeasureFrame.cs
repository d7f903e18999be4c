namespace LogStats.PgBouncer;

/// <summary>What sums are told in: the zone of times, and the seconds of a period of statistics.</summary>
internal readonly record struct MeasureFrame(TimeZoneInfo Zone, long Period);
