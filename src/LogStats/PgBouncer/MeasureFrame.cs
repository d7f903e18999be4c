using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>What sums are told in: moments of ticks, the seconds of a period of statistics, and the origin of it all.</summary>
internal readonly record struct MeasureFrame(Func<long, DateTimeOffset?> Time, long Period, SummaryOrigin Origin);
