namespace LogStats.Bench.Logs;

/// <summary>What kind of access log is written.</summary>
internal struct AccessLogOptions()
{
    public AccessLogOrder Order = AccessLogOrder.Combined;

    /// <summary>One line in so many is odd, none if it is 0; every other line stays the same byte for byte.</summary>
    public int OddOneIn = 10_000;

    public ulong Seed = 1;
}
