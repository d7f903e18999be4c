namespace LogStats.Agent.Terminal;

/// <summary>Columns of aligned text, two blanks between them.</summary>
internal sealed class ColumnLayout
{
    private const int Gap = 2;
    private const int NarrowestText = 10;

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

    /// <summary>As wide as the widest cell of each column.</summary>
    public static ColumnLayout Of(IReadOnlyList<TableColumn> columns, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. columns.Select(column => CellWidth.Of(column.Heading))];
        foreach (string[] row in rows)
        {
            for (int index = 0; index < widths.Length; index++)
            {
                widths[index] = Math.Max(widths[index], CellWidth.Of(row[index]));
            }
        }

        return new ColumnLayout(columns, widths);
    }

    /// <summary>Makes it fit: first the widest texts are cut, then the last columns are left out.</summary>
    public ColumnLayout Within(int width)
    {
        int excess;
        while ((excess = _widths.Take(Count).Sum() + (Gap * (Count - 1)) - width) > 0)
        {
            int widest = Enumerable.Range(0, Count)
                .Where(index => !_columns[index].IsNumber && _widths[index] > Narrowest(index))
                .OrderByDescending(index => _widths[index])
                .FirstOrDefault(-1);
            if (widest >= 0)
            {
                _widths[widest]--;
            }
            else if (Count > 1)
            {
                Count--;
            }
            else
            {
                break;
            }
        }

        return this;
    }

    public void WriteHeadings(TextWriter writer, string before = "", string after = "")
    {
        writer.Write(before);
        WriteRow(writer, [.. _columns.Select(column => column.Heading)], after);
    }

    public void WriteRow(TextWriter writer, IReadOnlyList<string> cells, string after = "")
    {
        int blanks = 0;
        for (int index = 0; index < Count; index++)
        {
            string cell = CellWidth.Cut(cells[index], _columns[index].IsNumber ? int.MaxValue : _widths[index]);
            int room = Math.Max(0, _widths[index] - CellWidth.Of(cell));
            blanks += _columns[index].IsNumber ? room : 0;
            if (cell.Length > 0)
            {
                writer.Write(new string(' ', blanks));
                writer.Write(cell);
                blanks = 0;
            }

            blanks += Gap + (_columns[index].IsNumber ? 0 : room);
        }

        writer.WriteLine(after);
    }

    private int Narrowest(int index) => Math.Max(NarrowestText, _columns[index].Heading.Length);
}
