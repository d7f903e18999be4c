using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>
/// What was counted, minute by minute. Nothing is added up twice: when a request of another minute comes, what the sums
/// have grown by since the last one is that minute's.
/// </summary>
internal sealed partial class ElfCounts
{
    /// <summary>Calls, client errors, server errors, bytes sent and received, timed calls, their microseconds.</summary>
    public const int Measures = 7;

    private long _minute;
    private long[]? _before;

    /// <summary>Null where nobody asked for them.</summary>
    public TimeCells? Cells { get; private set; }

    /// <summary>Says of which minute the next request is; 0 where nobody wants to know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(long minute, ElfSeries? series)
    {
        if (minute != _minute)
        {
            Turn(minute, series);
        }
    }

    /// <summary>No request of this minute will come: cells are complete.</summary>
    public void Leave()
    {
        if (_minute != 0)
        {
            Turn(0, null);
        }
    }

    /// <summary>What is summed up, in the order of the measures.</summary>
    public void Sums(Span<long> sums)
    {
        StatusCounts statuses = Statuses;
        sums[0] = Calls;
        sums[1] = statuses.OfClass(4);
        sums[2] = statuses.OfClass(5);
        sums[3] = SentBytes;
        sums[4] = ReceivedBytes;
        sums[5] = Latency.Count;
        sums[6] = Latency.Sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Turn(long minute, ElfSeries? series)
    {
        if (_minute != 0)
        {
            Span<long> sums = stackalloc long[Measures];
            Span<long> grown = stackalloc long[Measures];
            Sums(sums);
            for (int measure = 0; measure < Measures; measure++)
            {
                grown[measure] = sums[measure] - _before![measure];
            }

            sums.CopyTo(_before);
            int more = (Cells ??= new TimeCells(Measures)).Add(_minute, grown);
            series?.Bound.Cells += more;
        }
        else
        {
            _before ??= new long[Measures];
            Sums(_before);
        }

        _minute = minute;
    }

    private void MergeCells(ElfCounts other)
    {
        other.Leave();
        Leave();
        if (other.Cells is null)
        {
            return;
        }

        Cells ??= new TimeCells(Measures);
        Cells.Merge(other.Cells);
    }
}
