namespace LogStats.Agent.Terminal;

/// <summary>A table to be shown whole: with lines and colours on a terminal, as plain aligned text anywhere else.</summary>
internal sealed class TextTable(string title, IReadOnlyList<TableColumn> columns)
{
    public string Title { get; } = title;

    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    public List<string[]> Rows { get; } = [];

    /// <summary>What to say below it; empty for nothing.</summary>
    public string Note { get; set; } = "";

    public void Add(params string[] cells) => Rows.Add(cells);

    public void Write(Screen screen)
    {
        if (screen.OutIsTerminal)
        {
            SpectreTable.Write(this, screen);
            return;
        }

        screen.Out.WriteLine(Title);
        ColumnLayout layout = ColumnLayout.Of(Columns, Rows);
        layout.WriteHeadings(screen.Out);
        foreach (string[] row in Rows)
        {
            layout.WriteRow(screen.Out, row);
        }

        if (Note.Length > 0)
        {
            screen.Out.WriteLine(Note);
        }

        screen.Out.WriteLine();
    }
}
