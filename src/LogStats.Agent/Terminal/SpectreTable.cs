using Spectre.Console;

namespace LogStats.Agent.Terminal;

/// <summary>Draws tables on a terminal. The only room that knows the library which does it.</summary>
internal static class SpectreTable
{
    private const int BetweenColumns = 3;
    private const int Frame = 4;

    public static void Write(TextTable table, Screen screen)
    {
        TableColumn[] columns = [.. table.Columns.Select((column, index) => index == 0 ? column : column.InWords())];
        ColumnLayout layout = ColumnLayout.Of(columns, table.Rows).Within(screen.Width, BetweenColumns, Frame);
        Table drawn = new()
        {
            Border = TableBorder.Rounded,
            BorderStyle = new Style(decoration: Decoration.Dim),
            Title = new TableTitle(Markup.Escape(table.Title), new Style(decoration: Decoration.Bold)),
            Caption = table.Note.Length > 0 ? new TableTitle(Markup.Escape(table.Note), new Style(decoration: Decoration.Dim)) : null,
        };
        for (int index = 0; index < layout.Count; index++)
        {
            drawn.AddColumn(new Spectre.Console.TableColumn(new Text(columns[index].Heading, new Style(foreground: Color.Teal)))
            {
                Alignment = columns[index].IsNumber ? Justify.Right : Justify.Left,
                Width = layout.Widths[index],
            });
        }

        foreach (string[] row in table.Rows)
        {
            drawn.AddRow(row.Take(layout.Count).Select((cell, index) => new Text(layout.Fit(cell, index))));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = screen.Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = screen.Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new SpectreOutput(screen),
        });
        console.Write(drawn);
        console.WriteLine();
    }
}
