using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>A group as a report has it.</summary>
internal sealed class ReportRow
{
    /// <summary>Nothing before the axis, and nothing behind it.</summary>
    public ReportRow(ReportShape shape, IReadOnlyList<string?> parts, ISummary? summary, TimeCells? cells)
    {
        Parts = parts;
        Cells = cells;
        Values = new long[shape.Measures.Count];
        Extras = new long?[shape.Extras.Count];
        if (summary is not null)
        {
            shape.Values(summary, Values);
            for (int index = 0; index < Extras.Length; index++)
            {
                Extras[index] = shape.Extras[index].Of(summary);
            }
        }
    }

    public IReadOnlyList<string?> Parts { get; }

    public TimeCells? Cells { get; private set; }

    /// <summary>Of all the time.</summary>
    public long[] Values { get; }

    public long?[] Extras { get; }

    /// <summary>Takes another group in, which is not listed.</summary>
    public void Fold(ReportRow other)
    {
        for (int index = 0; index < Values.Length; index++)
        {
            Values[index] += other.Values[index];
        }

        if (other.Cells is not null)
        {
            TimeCells all = new(Values.Length);
            if (Cells is not null)
            {
                all.Merge(Cells);
            }

            all.Merge(other.Cells);
            Cells = all;
        }
    }

    /// <summary>Its cells along an axis, in cells of some width, in their order. What lies outside is left out.</summary>
    public List<(long Cell, long[] Values)> Along(ReportAxis axis, int width)
    {
        List<(long Cell, long[] Values)> along = [];
        if (Cells is null)
        {
            return along;
        }

        Cells.Sort();
        for (int index = 0; index < Cells.Count; index++)
        {
            // A cell that begins before the axis, or elsewhere than its slots, is where its middle is.
            int slot = axis.SlotOf(Cells.Time(index) == TimeCells.NoTime ? TimeCells.NoTime : Cells.Time(index) + ((Cells.Width - 1) / 2));
            if (slot == axis.Count)
            {
                continue;
            }

            long cell = axis.CellOf(slot, width);
            if (along.Count > 0 && along[^1].Cell == cell)
            {
                for (int measure = 0; measure < Values.Length; measure++)
                {
                    along[^1].Values[measure] += Cells.Values(index)[measure];
                }
            }
            else
            {
                along.Add((cell, Cells.Values(index).ToArray()));
            }
        }

        return along;
    }

    /// <summary>How many cells there are if they are at least so wide.</summary>
    public int CountAlong(int width)
    {
        if (Cells is null)
        {
            return 0;
        }

        int count = 0;
        long last = long.MinValue;
        for (int index = 0; index < Cells.Count; index++)
        {
            long cell = Cells.Time(index) / width;
            count += cell == last ? 0 : 1;
            last = cell;
        }

        return count;
    }
}
