namespace LogStats.Agent.Terminal;

/// <summary>How wide the columns of a table are, and its lines as aligned text.</summary>
internal sealed class ColumnLayout
{
    private const int Gap = 2;
    private const int NarrowestText = 12;

    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly int[] _widths;

    private ColumnLayout(IReadOnlyList<TableColumn> columns, int[] widths)
    {
        _columns = columns;
        _widths = widths;
        Count = columns.Count;
    }

    /// <summary>How many of the columns, from the first, are shown.</summary>
    public int Count { get; private set; }

    /// <summary>The width of each column, whether it is shown or not.</summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>As wide as the widest cell of each column.</summary>
    public static ColumnLayout Of(IReadOnlyList<TableColumn> columns, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. columns.Select(column => column.Heading.Split('\n').Max(CellWidth.Of))];
        foreach (string[] row in rows)
        {
            for (int index = 0; index < widths.Length; index++)
            {
                widths[index] = Math.Max(widths[index], CellWidth.Of(row[index]));
            }
        }

        return new ColumnLayout(columns, widths);
    }

    /// <summary>Makes it fit: the last columns are left out while nothing else helps, then the widest texts are cut.</summary>
    /// <param name="gap">What is between two columns.</param>
    /// <param name="frame">What is left of the first and right of the last.</param>
    public ColumnLayout Within(int width, int gap = Gap, int frame = 0)
    {
        int Room() => width - frame - (gap * (Count - 1));
        while (Count > 1 && Enumerable.Range(0, Count).Sum(Narrowest) > Room())
        {
            Count--;
        }

        while (_widths.Take(Count).Sum() > Room() && Widest() is >= 0 and int widest)
        {
            _widths[widest]--;
        }

        return this;
    }

    public void WriteHeadings(TextWriter writer, string before = "", string after = "")
    {
        string[][] words = [.. _columns.Select(column => column.Heading.Split('\n'))];
        int height = words.Take(Count).Max(lines => lines.Length);
        for (int line = 0; line < height; line++)
        {
            writer.Write(before);
            WriteRow(writer, [.. words.Select(lines => lines.ElementAtOrDefault(lines.Length - height + line) ?? "")], after);
        }
    }

    public void WriteRow(TextWriter writer, IReadOnlyList<string> cells, string after = "")
    {
        int blanks = 0;
        for (int index = 0; index < Count; index++)
        {
            string cell = Fit(cells[index], index);
            int room = Math.Max(0, _widths[index] - CellWidth.Of(cell));
            (int left, int right) = _columns[index].IsNumber ? (room, 0) : (0, room);
            if (cell.Length > 0)
            {
                writer.Write(new string(' ', blanks + left));
                writer.Write(cell);
                (blanks, left) = (0, 0);
            }

            blanks += left + right + Gap;
        }

        writer.WriteLine(after);
    }

    /// <summary>A cell as it is shown: cut where the column was made narrower than it is.</summary>
    public string Fit(string cell, int index)
        => _columns[index].MayBeCut ? CellWidth.Cut(cell, _widths[index]) : cell;

    private int Narrowest(int index) => _columns[index].MayBeCut
        ? Math.Min(_widths[index], Math.Max(NarrowestText, _columns[index].Heading.Length))
        : _widths[index];

    private int Widest() => Enumerable.Range(0, Count)
        .Where(index => _widths[index] > Narrowest(index))
        .OrderByDescending(index => _widths[index])
        .FirstOrDefault(-1);
}
