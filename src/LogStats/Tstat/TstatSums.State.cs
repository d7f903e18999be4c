using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>As bytes: one for each number that is small. Moments stand elsewhere, with their zones.</summary>
internal partial struct TstatSums
{
    public readonly void Write(StateWriter state)
    {
        foreach (long number in (long[])
        [
            Flows, Bytes, Packets, TcpPackets, RetransmittedBytes, RetransmittedPackets, Resets, Empty, DurationTicks, LongestTicks, _rttMin, _rttMax,
        ])
        {
            state.Number(number);
        }

        (Rtt ?? new LatencyHistogram()).Write(state);
    }

    /// <summary>The same as before in every answer, but for the moments.</summary>
    public static TstatSums Read(ref StateReader state)
    {
        TstatSums sums = new()
        {
            Flows = state.Count(),
            Bytes = state.Count(),
            Packets = state.Count(),
            TcpPackets = state.Count(),
            RetransmittedBytes = state.Count(),
            RetransmittedPackets = state.Count(),
            Resets = state.Count(),
            Empty = state.Count(),
            DurationTicks = state.Count(),
            LongestTicks = state.Count(),
            _rttMin = state.Count(),
            _rttMax = state.Count(),
        };
        LatencyHistogram rtt = LatencyHistogram.Read(ref state);
        sums.Rtt = rtt.Count == 0 ? null : rtt;
        return sums;
    }

    /// <summary>Of a summary that somebody made by hand: what it shows is all there is to know.</summary>
    public static TstatSums Of(TstatSummary item) => new()
    {
        Flows = item.Flows,
        Bytes = item.Bytes,
        Packets = item.Packets,
        TcpPackets = item.RetransmitRate is > 0 and double rate ? (long)Math.Round(item.RetransmittedPackets / rate) : 0,
        RetransmittedBytes = item.RetransmittedBytes,
        RetransmittedPackets = item.RetransmittedPackets,
        Resets = item.Resets,
        Empty = item.EmptyDirections,
        DurationTicks = item.Duration.Ticks,
        LongestTicks = item.LongestDuration.Ticks,
        _rttMin = item.RttMin is TimeSpan shortest ? (shortest.Ticks / TimeSpan.TicksPerMicrosecond) + 1 : 0,
        _rttMax = item.RttMax is TimeSpan longest ? (longest.Ticks / TimeSpan.TicksPerMicrosecond) + 1 : 0,
    };
}
