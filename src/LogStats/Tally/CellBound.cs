namespace LogStats.Tally;

/// <summary>
/// How many cells all groups of a tally may have together. Past it they are kept by longer stretches of time, those of the
/// heaviest groups last, until there are half as many: memory is bounded, sums stay exact.
/// </summary>
internal sealed class CellBound
{
    /// <summary>A cell takes some 64 bytes.</summary>
    private const long Most = 600_000;

    /// <summary>The heaviest groups of a grouping, which keep their minutes longest.</summary>
    private const int Spared = 16;

    public long Cells { get; set; }

    public bool IsFull => Cells > Most;

    /// <param name="tables">For each grouping what its groups count for, and their cells.</param>
    public void Fit(IEnumerable<IEnumerable<(long Weight, TimeCells? Cells)>> tables)
    {
        (int Rank, TimeCells Cells)[] groups =
        [
            .. tables.SelectMany(static table => table.Where(static group => group.Cells is not null)
                .OrderByDescending(static group => group.Weight).Select(static (group, rank) => (rank, group.Cells!))),
        ];
        foreach (int from in (int[])[Spared, 0])
        {
            foreach (int width in TimeCells.Widths)
            {
                Cells = groups.Sum(static group => (long)group.Cells.Count);
                if (Cells <= Most / 2)
                {
                    return;
                }

                foreach ((int rank, TimeCells cells) in groups)
                {
                    if (rank >= from)
                    {
                        cells.Widen(width);
                    }
                }
            }
        }

        Cells = 0;
    }
}
