using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>A table as aligned text; a single row as a list of names and values.</summary>
internal static class TableText
{
    private const int Widest = 60;
    private const string Gap = "  ";

    public static void Write(RowTable table, StringBuilder output)
    {
        if (table.Rows.Count == 1)
        {
            List(table, output);
            return;
        }

        int[] widths = [.. Enumerable.Range(0, table.Columns.Count).Select(column =>
            Math.Max(table.Columns[column].Name.Length, table.Rows.Max(row => Width(row[column]))))];
        Line(table, [.. table.Columns.Select(static column => column.Name)], widths, output);
        Line(table, [.. widths.Select(static width => new string('-', width))], widths, output);
        foreach (string[] row in table.Rows)
        {
            Line(table, row, widths, output);
        }
    }

    private static void List(RowTable table, StringBuilder output)
    {
        int width = table.Columns.Select(static column => column.Name.Length).DefaultIfEmpty().Max();
        for (int column = 0; column < table.Columns.Count; column++)
        {
            _ = output.Append(table.Columns[column].Name.PadRight(width)).Append(Gap).Append(table.Rows[0][column]).Append('\n');
        }
    }

    private static void Line(RowTable table, string[] cells, int[] widths, StringBuilder output)
    {
        int start = output.Length;
        for (int column = 0; column < cells.Length; column++)
        {
            string cell = SafeText.Line(cells[column], Widest);
            string blank = new(' ', Math.Max(widths[column] - cell.Length, 0));
            _ = output.Append(column == 0 ? "" : Gap);
            _ = table.IsNumber(column) ? output.Append(blank).Append(cell) : output.Append(cell).Append(blank);
        }

        while (output.Length > start && output[^1] == ' ')
        {
            output.Length--;
        }

        _ = output.Append('\n');
    }

    private static int Width(string cell) => Math.Min(cell.Length, Widest);
}
