namespace LogStats.Tally;

/// <summary>How many values were from <paramref name="Lower"/> to <paramref name="Upper"/>, both included, in microseconds.</summary>
internal readonly record struct LatencyBucket(long Lower, long Upper, long Count);
