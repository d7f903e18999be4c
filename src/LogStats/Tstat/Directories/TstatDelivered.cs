using LogStats.Scan;

namespace LogStats.Tstat.Directories;

/// <summary>A directory whose flows were all answered, and which is marked.</summary>
/// <param name="Directory">As it was before.</param>
/// <param name="Counts">What became of its lines.</param>
/// <param name="Flows">How many flows were given this time.</param>
/// <param name="Before">How many an earlier run had given.</param>
public sealed record TstatDelivered(TstatDirectory Directory, ScanCounts Counts, long Flows, long Before);
