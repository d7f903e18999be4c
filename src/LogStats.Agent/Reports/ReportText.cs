using System.Globalization;
using LogStats.Agent.Terminal;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Agent.Reports;

/// <summary>Statistics as tables for people: one for each grouping, then the sums of all.</summary>
internal static class ReportText
{
    /// <param name="top">How many groups of each; 0 for all, null for the usual number.</param>
    public static void Write(Screen screen, IReadOnlyList<LogReport> reports, int? top)
    {
        foreach (LogReport report in reports.Where(report => report.Lines.Records > 0))
        {
            foreach (ReportTable table in report.Tables)
            {
                Groups(table, top ?? ReportRows.UsualTop).Write(screen);
            }

            if (report.Total is ElfSummary { Patterns: { Count: > 0 } patterns })
            {
                Patterns(patterns).Write(screen);
            }

            Total(report).Write(screen);
        }

        screen.Out.Flush();
    }

    private static TextTable Groups(ReportTable table, int top)
    {
        IReadOnlyList<IRow> rows = ReportRows.Top(table, top);
        string by = string.Join(", ", table.By);
        if (rows.Count == 0)
        {
            return new TextTable($"By {by}", [new TableColumn(by)]) { Note = "(nothing)" };
        }

        RowCells writer = new();
        RowMap map = rows[0].GetRowMap();
        List<string[]> cells = [.. rows.Select(row => writer.Of(row).ToArray())];
        List<string> names = [.. map.Columns.Select(column => column.Name)];
        int[] shown = [.. table.Shown.Select(name => names.IndexOf(name)).Where(index => cells.Exists(row => IsTelling(row[index])))];
        TextTable text = new($"By {by}",
            [new TableColumn(by), .. shown.Select(index => TableColumn.Of(map.Columns[index]))]);
        text.Rows.AddRange(cells.Select(row => (string[])[row[0], .. shown.Select(index => row[index])]));
        text.Note = Note(table, rows.Count);
        return text;
    }

    private static TextTable Patterns(IReadOnlyList<ElfPatternCount> patterns)
    {
        TextTable text = new("Patterns",
            [new TableColumn("Pattern"), new TableColumn("Total", IsNumber: true), new TableColumn("Distinct", IsNumber: true)]);
        text.Rows.AddRange(patterns.Select(pattern => (string[])
            [LineText.Show(pattern.Name), $"{pattern.Total:N0}", $"{pattern.Distinct:N0}"]));
        return text;
    }

    private static string Note(ReportTable table, int shown)
    {
        int more = table.Rows.Count - shown;
        string hidden = more == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{more:N0} {(table.InTimeOrder ? "earlier" : "more")}; --top 0 shows all");
        string folded = table.Folded == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{table.Folded:N0} small groups are counted together as (other)");
        return string.Join(". ", new[] { hidden, folded }.Where(note => note.Length > 0));
    }

    private static TextTable Total(LogReport report)
    {
        IReadOnlyList<string> cells = new RowCells().Of(report.Total);
        TextTable text = new($"All of {report.Kind}", [new TableColumn("What"), new TableColumn("Sum", IsNumber: true, MayBeCut: false)]);
        for (int index = 1; index < cells.Count; index++)
        {
            if (IsTelling(cells[index]))
            {
                text.Add(report.Total.GetRowMap().Columns[index].Name, cells[index]);
            }
        }

        return text;
    }

    private static bool IsTelling(string cell) => cell is not ("" or "0" or "0 B" or "0:00:00");
}
