using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>Makes summaries of sums.</summary>
internal static class TstatSummaries
{
    public static SummaryGrouping<TstatSummary, TstatGroup> Of(TstatGroupTable group, Func<long, DateTimeOffset?> time, SummaryOrigin origin)
        => TstatSummaryKind.Instance.Grouping(group.By, group.Table, origin, TstatGroupTable.Parts,
            (parts, name, in sums, weight, key) => Of(group.By, parts, name, in sums, time, weight, key));

    public static TstatSummary Of(
        IReadOnlyList<TstatGroup> by, string?[] parts, string name, in TstatSums sums, Func<long, DateTimeOffset?> time,
        long weight, SummaryKey key, ScanCounts? lines = null, LatenciesByTime? roundTrips = null)
        => new()
        {
            GroupBy = by,
            Name = name,
            Day = SummaryGroup.Value(by, parts, TstatGroup.Day),
            Hour = SummaryGroup.Value(by, parts, TstatGroup.Hour),
            Source = SummaryGroup.Value(by, parts, TstatGroup.Source),
            Destination = SummaryGroup.Value(by, parts, TstatGroup.Destination),
            SourceNetwork = SummaryGroup.Value(by, parts, TstatGroup.SourceNetwork),
            DestinationNetwork = SummaryGroup.Value(by, parts, TstatGroup.DestinationNetwork),
            Port = SummaryGroup.Value(by, parts, TstatGroup.Port),
            Protocol = SummaryGroup.Value(by, parts, TstatGroup.Protocol),
            Direction = SummaryGroup.Value(by, parts, TstatGroup.Direction),
            ServerName = SummaryGroup.Value(by, parts, TstatGroup.ServerName),
            Flows = sums.Flows,
            Bytes = sums.Bytes,
            Packets = sums.Packets,
            RetransmittedBytes = sums.RetransmittedBytes,
            RetransmittedPackets = sums.RetransmittedPackets,
            RetransmitRate = sums.TcpPackets == 0 ? null : (double)sums.RetransmittedPackets / sums.TcpPackets,
            Resets = sums.Resets,
            Duration = TimeSpan.FromTicks(sums.DurationTicks),
            LongestDuration = TimeSpan.FromTicks(sums.LongestTicks),
            MeanDuration = sums.Flows == 0 ? null : TimeSpan.FromTicks(sums.DurationTicks / sums.Flows),
            BitsPerSecond = Rate(sums.Bytes, sums.LastTicks - sums.FirstTicks),
            FlowBitsPerSecond = Rate(sums.Bytes, sums.DurationTicks),
            RttMin = Micros(sums.RttMin),
            RttAverage = Micros(sums.Rtt?.Mean),
            RttMax = Micros(sums.RttMax),
            RttP50 = Micros(sums.Rtt?.Percentile(50)),
            RttP90 = Micros(sums.Rtt?.Percentile(90)),
            RttP99 = Micros(sums.Rtt?.Percentile(99)),
            EmptyDirections = sums.Empty,
            First = time(sums.FirstTicks),
            Last = time(sums.LastTicks),
            Lines = lines,
            Weight = weight,
            Parts = parts,
            Key = key,
            Sums = sums,
            RoundTrips = roundTrips,
        };

    private static long? Rate(long bytes, long ticks)
        => ticks <= 0 ? null : (long)Int128.Min((Int128)bytes * 8 * TimeSpan.TicksPerSecond / ticks, long.MaxValue);

    private static TimeSpan? Micros(double? micros) => micros is double known
        ? TimeSpan.FromTicks((long)Math.Min(Math.Round(known * TimeSpan.TicksPerMicrosecond), 9e18)) : null;
}
