using Spectre.Console;

namespace LogStats.Agent.Terminal;

/// <summary>Draws tables on a terminal. The only room that knows the library which does it.</summary>
internal static class SpectreTable
{
    public static void Write(TextTable table, Screen screen)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = screen.Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = screen.Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(screen.Out),
        });
        console.Profile.Width = screen.Width;
        Table drawn = new()
        {
            Border = TableBorder.Rounded,
            BorderStyle = new Style(decoration: Decoration.Dim),
            Title = new TableTitle(Markup.Escape(table.Title), new Style(decoration: Decoration.Bold)),
            Caption = table.Note.Length > 0 ? new TableTitle(Markup.Escape(table.Note)) : null,
        };
        foreach (TableColumn column in table.Columns)
        {
            TableColumn shape = column;
            drawn.AddColumn(new Spectre.Console.TableColumn(new Text(shape.Heading, new Style(foreground: Color.Teal)))
            {
                Alignment = shape.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = shape.IsNumber,
            });
        }

        foreach (string[] row in table.Rows)
        {
            drawn.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(drawn);
    }
}
