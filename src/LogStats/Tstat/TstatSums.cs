using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>What is added up of a group of flows. Numbers that a log cannot truly hold stop at the greatest there is.</summary>
internal partial struct TstatSums : ISums<TstatSums>
{
    /// <summary>How many of the sums are kept by time.</summary>
    public const int Measures = 8;

    public long Flows;
    public long Bytes;
    public long Packets;
    public long TcpPackets;
    public long RetransmittedBytes;
    public long RetransmittedPackets;
    public long Resets;

    /// <summary>Directions without a packet; only of the sums of all.</summary>
    public long Empty;
    public long DurationTicks;
    public long LongestTicks;
    public long FirstTicks;
    public long LastTicks;

    /// <summary>The average round trips of flows; null as long as there is none.</summary>
    public LatencyHistogram? Rtt;

    /// <summary>The sums by time; null where nobody asked for them.</summary>
    public TimeCells? Cells;

    /// <summary>One more than the shortest and the longest round trip of any packet; 0 for none.</summary>
    private long _rttMin;
    private long _rttMax;

    public readonly long Weight => Bytes;

    public readonly long? RttMin => _rttMin == 0 ? null : _rttMin - 1;

    public readonly long? RttMax => _rttMax == 0 ? null : _rttMax - 1;

    /// <summary>Adds one flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(in TstatFacts facts)
    {
        Flows++;
        Bytes = Sum(Bytes, facts.Bytes);
        Packets = Sum(Packets, facts.Packets);
        DurationTicks = Sum(DurationTicks, facts.DurationTicks);
        LongestTicks = Math.Max(LongestTicks, facts.DurationTicks);
        Saw(facts.StartTicks, facts.EndTicks);
        if (!facts.IsTcp)
        {
            return;
        }

        TcpPackets = Sum(TcpPackets, facts.Packets);
        RetransmittedBytes = Sum(RetransmittedBytes, facts.RetransmittedBytes);
        RetransmittedPackets = Sum(RetransmittedPackets, facts.RetransmittedPackets);
        Resets = Sum(Resets, facts.Resets);
        if (facts.RttAverage >= 0)
        {
            (Rtt ??= new LatencyHistogram()).Add(facts.RttAverage);
        }

        SawRtt(facts.RttMin + 1, facts.RttMax + 1);
    }

    /// <summary>Adds one flow, and keeps it as one of its minute.</summary>
    public void Take(in TstatFacts facts, CellBound bound)
    {
        Take(in facts);
        ReadOnlySpan<long> values =
        [
            1, facts.Bytes, facts.Packets, facts.IsTcp ? facts.Packets : 0, facts.IsTcp ? facts.RetransmittedPackets : 0,
            facts.IsTcp ? facts.RetransmittedBytes : 0, facts.IsTcp ? facts.Resets : 0, facts.DurationTicks / TimeSpan.TicksPerMicrosecond,
        ];
        bound.Cells += (Cells ??= new TimeCells(Measures)).Add(TimeCells.Minute(facts.StartTicks), values);
    }

    /// <summary>The sums that are kept by time.</summary>
    public readonly void Values(Span<long> values)
    {
        ReadOnlySpan<long> all =
        [
            Flows, Bytes, Packets, TcpPackets, RetransmittedPackets, RetransmittedBytes, Resets, DurationTicks / TimeSpan.TicksPerMicrosecond,
        ];
        all.CopyTo(values);
    }

    public void Add(in TstatSums other)
    {
        if (other.Cells is not null)
        {
            (Cells ??= new TimeCells(Measures)).Merge(other.Cells);
        }

        Flows = Sum(Flows, other.Flows);
        Bytes = Sum(Bytes, other.Bytes);
        Packets = Sum(Packets, other.Packets);
        TcpPackets = Sum(TcpPackets, other.TcpPackets);
        RetransmittedBytes = Sum(RetransmittedBytes, other.RetransmittedBytes);
        RetransmittedPackets = Sum(RetransmittedPackets, other.RetransmittedPackets);
        Resets = Sum(Resets, other.Resets);
        Empty = Sum(Empty, other.Empty);
        DurationTicks = Sum(DurationTicks, other.DurationTicks);
        LongestTicks = Math.Max(LongestTicks, other.LongestTicks);
        Saw(other.FirstTicks, other.LastTicks);
        SawRtt(other._rttMin, other._rttMax);
        if (other.Rtt is not null)
        {
            (Rtt ??= new LatencyHistogram()).Merge(other.Rtt);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Saw(long first, long last)
    {
        if (first != 0)
        {
            FirstTicks = FirstTicks == 0 ? first : Math.Min(FirstTicks, first);
            LastTicks = Math.Max(LastTicks, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SawRtt(long shortest, long longest)
    {
        if (shortest > 0)
        {
            _rttMin = _rttMin == 0 ? shortest : Math.Min(_rttMin, shortest);
        }

        _rttMax = Math.Max(_rttMax, longest);
    }
}
