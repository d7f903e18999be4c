using LogStats.Sinks;

namespace LogStats.Agent.Terminal;

/// <summary>
/// Records on a terminal, a line each, as they come: the first batch decides which columns there are and how wide they
/// are. A column in which that batch has nothing is left out, and one in which it has little stands behind the others,
/// where it is the first to go when there is no room.
/// </summary>
internal sealed class RecordTable(Screen screen, IReadOnlyList<string> shown)
{
    private readonly RowCells _cells = new();
    private ColumnLayout? _layout;
    private int[] _columns = [];

    public void Write(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        if (batch.Count == 0)
        {
            return;
        }

        List<string[]> rows = [.. batch.Select(row => _cells.Of(row).ToArray())];
        if (_layout is null)
        {
            Begin(batch[0].GetRowMap(), rows);
        }

        foreach (string[] row in rows)
        {
            stop.ThrowIfCancellationRequested();
            _layout!.WriteRow(screen.Out, [.. _columns.Select(index => row[index])]);
        }

        screen.Out.Flush();
    }

    private void Begin(RowMap map, List<string[]> rows)
    {
        List<string> names = [.. map.Columns.Select(column => column.Name)];
        int Filled(int index) => rows.Count(row => row[index].Length > 0);
        _columns =
        [
            .. shown.Select(name => names.IndexOf(name))
                .Where(index => Filled(index) > 0)
                .OrderBy(index => Filled(index) * 2 < rows.Count),
        ];
        _layout = ColumnLayout.Of(
            [.. _columns.Select(index => TableColumn.Of(map.Columns[index]).InWords())],
            [.. rows.Select(row => _columns.Select(index => row[index]).ToArray())]).Within(screen.Width);
        bool isPainted = screen.OutIsTerminal && screen.Colours;
        _layout.WriteHeadings(screen.Out, isPainted ? "\e[1m" : "", isPainted ? "\e[0m" : "");
    }
}
