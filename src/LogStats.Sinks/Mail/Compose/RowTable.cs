namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// Rows of one kind as cells, without the columns in which no row has anything, and, where there are many columns and
/// rows, without those that are zero in all.
/// </summary>
internal sealed class RowTable
{
    /// <summary>A cell is cut there: clients choose how long a path is.</summary>
    public const int LongestCell = 500;

    private const int ManyColumns = 8;

    private RowTable(string name, IReadOnlyList<RowColumn> columns, IReadOnlyList<string[]> rows)
        => (Name, Columns, Rows) = (name, columns, rows);

    /// <summary>What a table of such rows is called.</summary>
    public string Name { get; }

    public IReadOnlyList<RowColumn> Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>One table for each kind of row, in the order in which they came.</summary>
    public static IReadOnlyList<RowTable> Of(IEnumerable<IRow> rows)
        => [.. rows.GroupBy(static row => row.GetRowMap(), ReferenceEqualityComparer.Instance).Select(static group => One([.. group]))];

    /// <summary>Whether a column's cells stand to the right.</summary>
    public bool IsNumber(int column) => Columns[column].Type
        is RowType.Integer or RowType.Bytes or RowType.Seconds or RowType.Latency;

    /// <summary>Whether a cell falls apart where it is broken over lines.</summary>
    public bool IsWhole(int column) => IsNumber(column) || Columns[column].Type is RowType.Time or RowType.LocalTime;

    private static RowTable One(IRow[] rows)
    {
        RowMap map = rows[0].GetRowMap();
        CellText cells = new();
        List<string[]> all = [.. rows.Select(cells.Of)];
        int[] kept = [.. Enumerable.Range(0, map.Columns.Count).Where(column => all.Exists(row => row[column].Length > 0))];
        if (kept.Length > ManyColumns && all.Count > 1)
        {
            kept = [.. kept.Where(column => all.Exists(row => row[column] is not ("" or "0" or "0 B" or "0:00:00" or "0 ms")))];
        }

        return new RowTable(map.Table, [.. kept.Select(column => map.Columns[column])],
            [.. all.Select(row => (string[])[.. kept.Select(column => row[column])])]);
    }
}
