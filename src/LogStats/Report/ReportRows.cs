using LogStats.Tally;

namespace LogStats.Report;

/// <summary>
/// The rows of one grouping, the heaviest first and what was folded last, and how closely each is kept by time: the heaviest
/// by slots, lighter ones by longer cells where they would not fit otherwise.
/// </summary>
internal sealed class ReportRows
{
    private static readonly int[] s_widths = [1, 5, 15, 60, 360, 1440, 10_080, 40_320, 161_280, 645_120, 2_580_480, 10_321_920];

    private readonly ReportShape _shape;
    private readonly ReportAxis? _axis;
    private readonly int[] _widths;
    private int _full;

    public ReportRows(ReportFamily family, ReportGrouping grouping, ReportAxis? axis, int most)
    {
        (_shape, _axis) = (family.Shape, axis);
        By = grouping.By;
        List<ReportRow> rows = [.. grouping.Groups.Select(group => new ReportRow(_shape, group.Parts, group.Summary, group.Cells))];
        rows.Sort(static (left, right) => Order(left, right));
        ReportRow rest = new(_shape, [], grouping.Rest.IsEmpty ? null : grouping.Rest.Summary, grouping.Rest.Cells);
        Folded = grouping.Rest.Folded;
        foreach (ReportRow light in rows.Skip(most))
        {
            rest.Fold(light);
            Folded++;
        }

        HasRest = rows.Count > most || !grouping.Rest.IsEmpty;
        Rows = [.. rows.Take(most), .. HasRest ? [rest] : (ReportRow[])[]];
        _widths = new int[Rows.Count];
        _full = Rows.Count;
        foreach (ReportRow row in Rows)
        {
            row.Cells?.Sort();
        }
    }

    public IReadOnlyList<string> By { get; }

    public IReadOnlyList<ReportRow> Rows { get; }

    public bool HasRest { get; }

    public long Folded { get; }

    /// <summary>A grouping without one value says nothing.</summary>
    public bool Tells => Rows.Any(static row => row.Parts.Any(static part => part is not null));

    /// <summary>About how many bytes the rows take.</summary>
    public long Size { get; private set; }

    /// <summary>Makes rows fit: the fewer bytes there are, the fewer keep all their sums by time, and the wider cells get.</summary>
    public void Fit(long bytes)
    {
        if (_axis is not { } axis)
        {
            return;
        }

        foreach ((int full, int cells) in Choices())
        {
            _full = full;
            Size = Choose(axis, cells);
            if (Size <= bytes)
            {
                return;
            }
        }
    }

    public void Write(ReportNumbers numbers)
    {
        for (int rank = 0; rank < Rows.Count; rank++)
        {
            ReportRow row = Rows[rank];
            if (_axis is { } axis)
            {
                WriteCells(numbers, row, axis, _widths[rank], rank < _full);
            }

            foreach (long value in row.Values)
            {
                numbers.Add(value);
            }

            foreach (long? extra in row.Extras)
            {
                numbers.Add(extra is null ? 0 : Math.Max(extra.Value, 0) + 1);
            }
        }
    }

    /// <summary>Gives each row as many cells as its rank allows, and the size of all.</summary>
    private long Choose(ReportAxis axis, int cells)
    {
        int light = _shape.Measures.Count(static measure => measure.IsLight);
        double size = 0;
        for (int rank = 0; rank < Rows.Count; rank++)
        {
            long allowed = Math.Max(6, (long)cells * 12 / (12 + rank));
            int count = Narrowest(Rows[rank], axis, allowed, out _widths[rank]);
            size += 6 + (count * (rank < _full ? 0.8 + (light * 0.4) + ((_shape.Measures.Count - light) * 1.7) : 0.5 + (light * 0.4)));
        }

        return (long)size;
    }

    private static int Order(ReportRow left, ReportRow right)
    {
        for (int measure = 0; measure < left.Values.Length; measure++)
        {
            int order = right.Values[measure].CompareTo(left.Values[measure]);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(string.Join('\n', left.Parts), string.Join('\n', right.Parts));
    }

    private static int Narrowest(ReportRow row, ReportAxis axis, long allowed, out int narrowest)
    {
        int count = 0;
        narrowest = Math.Max(axis.Step, row.Cells?.Width ?? 1);
        foreach (int width in s_widths.Where(width => width >= Math.Max(axis.Step, row.Cells?.Width ?? 1)))
        {
            narrowest = width;
            count = row.CountAlong(width);
            if (count <= allowed)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>From all that there is down to what fits always.</summary>
    private IEnumerable<(int Full, int Cells)> Choices()
    {
        yield return (Rows.Count, 1_000_000);
        yield return (1000, 1_000_000);
        yield return (200, 1_000_000);
        for (int cells = 4320; cells >= 12; cells = cells * 3 / 4)
        {
            yield return (60, cells);
        }

        yield return (12, 8);
    }

    private void WriteCells(ReportNumbers numbers, ReportRow row, ReportAxis axis, int width, bool isFull)
    {
        width = Math.Max(width, axis.Step);
        List<(long Cell, long[] Values)> along = row.Along(axis, width);
        numbers.Add(width);
        numbers.Add(isFull ? 1 : 0);
        numbers.Add(along.Count);
        long next = axis.CellOf(0, width);
        foreach ((long cell, _) in along)
        {
            numbers.Add(cell - next);
            next = cell + 1;
        }

        for (int measure = 0; measure < _shape.Measures.Count; measure++)
        {
            if (isFull || _shape.Measures[measure].IsLight)
            {
                foreach ((_, long[] values) in along)
                {
                    numbers.Add(values[measure]);
                }
            }
        }
    }
}
