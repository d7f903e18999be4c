using System.Runtime.CompilerServices;

namespace LogStats.Tstat;

/// <summary>What one direction of a flow adds to the sums of its group. Times are ticks, round trips microseconds, -1 for none.</summary>
internal readonly struct TstatFacts
{
    public readonly long StartTicks;
    public readonly long DurationTicks;
    public readonly long Bytes;
    public readonly long Packets;
    public readonly long RetransmittedBytes;
    public readonly long RetransmittedPackets;
    public readonly long Resets;
    public readonly long RttAverage;
    public readonly long RttMin;
    public readonly long RttMax;
    public readonly bool IsTcp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TstatFacts(in TstatLine line, TstatDirection direction)
    {
        ref readonly TstatSide side = ref line.Side(direction);
        (StartTicks, DurationTicks) = (side.StartTicks, Math.Max(0, side.DurationTicks));
        (Bytes, Packets) = (side.Bytes, side.Packets);
        (RetransmittedBytes, RetransmittedPackets, Resets) = (side.RetransmittedBytes, side.RetransmittedPackets, side.Resets);
        IsTcp = line.Log == TstatLog.Tcp;
        (RttAverage, RttMin, RttMax) = (-1, -1, -1);
        if (IsTcp && line.Count(TstatField.RttCnt, direction) > 0)
        {
            RttAverage = line.Micros(TstatField.RttAvg, direction);
            RttMin = line.Micros(TstatField.RttMin, direction);
            RttMax = line.Micros(TstatField.RttMax, direction);
        }
    }

    public TstatFacts(TstatFlow item)
    {
        (StartTicks, DurationTicks) = (item.Start.UtcTicks, Math.Max(0, item.Duration.Ticks));
        (Bytes, Packets) = (item.Bytes, item.Packets);
        (RetransmittedBytes, RetransmittedPackets, Resets) = (item.RetransmittedBytes ?? 0, item.RetransmittedPackets ?? 0, item.Resets ?? 0);
        IsTcp = item.Protocol == TstatProtocol.Tcp;
        bool has = IsTcp && item.RttSamples > 0;
        RttAverage = has ? Micros(item.RttAverage) : -1;
        RttMin = has ? Micros(item.RttMin) : -1;
        RttMax = has ? Micros(item.RttMax) : -1;
    }

    public long EndTicks => Math.Min(StartTicks + DurationTicks, DateTime.MaxValue.Ticks);

    private static long Micros(TimeSpan? span) => span is TimeSpan known ? known.Ticks / TimeSpan.TicksPerMicrosecond : -1;
}
