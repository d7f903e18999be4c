using LogStats.Tally;

namespace LogStats.Report;

/// <summary>
/// The time that a report is of, cut into slots of one length, 1,440 of them at most. Where a clock jumped, the axis is of
/// the time in which nearly everything happened, and what is far from that stands beside it.
/// </summary>
/// <param name="Start">The first minute of the first slot.</param>
/// <param name="Step">The minutes of a slot.</param>
/// <param name="Count">How many slots.</param>
/// <param name="Zone">Minutes from UTC to the clocks by which longer slots begin.</param>
internal readonly record struct ReportAxis(long Start, int Step, int Count, int Zone)
{
    private const int MostSlots = 1440;

    private static readonly int[] s_steps = [1, 5, 15, 60, 360, 1440, 10_080, 40_320, 161_280, 645_120, 2_580_480, 10_321_920];

    /// <summary>Of cells in the order of time; nothing where none of them has a time.</summary>
    /// <param name="cells">The cells of all there is.</param>
    /// <param name="zone">Minutes from UTC.</param>
    /// <param name="measure">The measure that counts records.</param>
    public static ReportAxis? Of(TimeCells cells, int zone, int measure)
    {
        cells.Sort();
        int first = 0;
        while (first < cells.Count && cells.Time(first) == TimeCells.NoTime)
        {
            first++;
        }

        if (first == cells.Count)
        {
            return null;
        }

        (long from, long to) = Bulk(cells, first, measure);
        foreach (int step in s_steps.Where(step => step >= cells.Width))
        {
            // Hours begin with the hour, days at midnight: a slot begins where a longer one might.
            long start = Floor(from, step < 60 && to - from < MostSlots - 60 ? 60 : step, zone);
            long count = ((to - start) / step) + 1;
            if (count <= MostSlots)
            {
                return new ReportAxis(start, step, (int)count, zone);
            }
        }

        return null;
    }

    /// <summary>The slot of a minute; <see cref="Count"/> for what lies outside.</summary>
    public int SlotOf(long minute)
        => minute < Start || minute == TimeCells.NoTime || (minute - Start) / Step >= Count ? Count : (int)((minute - Start) / Step);

    /// <summary>From which cell on, counted in cells of some width, a slot is a part.</summary>
    public long CellOf(int slot, int width) => (Start + Zone + ((long)slot * Step)) / width;

    private static long Floor(long minute, int step, int zone) => minute - ((minute + zone) % step);

    /// <summary>
    /// One record of a thousand at each end may be far off: where it is further than all others are from each other, it is
    /// left out.
    /// </summary>
    private static (long From, long To) Bulk(TimeCells cells, int first, int measure)
    {
        long all = 0;
        for (int index = first; index < cells.Count; index++)
        {
            all += Weight(cells, index, measure);
        }

        (long from, long to) = (cells.Time(first), cells.Time(cells.Count - 1));
        if (all < 20)
        {
            return (from, to);
        }

        long few = Math.Max(1, all / 1000);
        int low = first;
        for (long seen = Weight(cells, low, measure); seen <= few; seen += Weight(cells, low, measure))
        {
            low++;
        }

        int high = cells.Count - 1;
        for (long seen = Weight(cells, high, measure); seen <= few; seen += Weight(cells, high, measure))
        {
            high--;
        }

        long near = Math.Max(cells.Time(high) - cells.Time(low), 1440);
        for (int index = first; index < cells.Count; index++)
        {
            if (cells.Time(index) >= cells.Time(low) - near)
            {
                from = cells.Time(index);
                break;
            }
        }

        for (int index = cells.Count - 1; index >= first; index--)
        {
            if (cells.Time(index) <= cells.Time(high) + near)
            {
                to = cells.Time(index);
                break;
            }
        }

        return (from, Math.Max(from, to));
    }

    private static long Weight(TimeCells cells, int index, int measure) => Math.Max(cells.Values(index)[measure], 1);
}
