using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>What a tally keeps by time where a report is asked for: which minute it is, latencies, and how many cells its groups have.</summary>
internal sealed class ElfSeries
{
    private long _from = long.MinValue;
    private long _minute;

    public CellBound Bound { get; } = new();

    public LatenciesByTime Latencies { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long MinuteOf(long ticks) => (ulong)(ticks - _from) < TimeSpan.TicksPerMinute ? _minute : Move(ticks);

    /// <summary>A request of a group is about to be counted; -1 where nobody knows how long it took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Took(ElfCounts counts, long minute, long micros)
    {
        counts.Enter(minute, this);
        if (micros >= 0)
        {
            Latencies.Add(minute, micros);
        }
    }

    public void Merge(ElfSeries later)
    {
        Bound.Cells += later.Bound.Cells;
        Latencies.Merge(later.Latencies);
    }

    private long Move(long ticks)
    {
        _minute = TimeCells.Minute(ticks);
        _from = ticks == 0 ? long.MinValue : _minute * TimeSpan.TicksPerMinute;
        return _minute;
    }
}
