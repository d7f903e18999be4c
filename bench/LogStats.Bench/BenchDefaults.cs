namespace LogStats.Bench;

/// <summary>The numbers of the benchmarks.</summary>
internal static class BenchDefaults
{
    /// <summary>Large enough that the first block does not matter, small enough to stay in the page cache of a laptop.</summary>
    public const long LogSize = 32L << 20;
}
