using System.Globalization;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Agent.Terminal;

/// <summary>The values of a row as cells of a table: safe to show, sizes and times readable, nothing for what is missing.</summary>
internal sealed class RowCells : IRowWriter
{
    private readonly List<string> _cells = [];
    private RowMap? _map;

    /// <summary>One cell for each column of the row's map; the list is used again for the next row.</summary>
    public IReadOnlyList<string> Of(IRow row)
    {
        _map = row.GetRowMap();
        _cells.Clear();
        _map.Write(row, this);
        return _cells;
    }

    public void Text(string? value) => _cells.Add(value is null ? "" : LineText.Show(value));

    public void Integer(long? value) => _cells.Add(
        value is null ? ""
        : _map!.Columns[_cells.Count].Type == RowType.Bytes ? ByteSize.Text(value.Value)
        : value.Value.ToString("N0", CultureInfo.InvariantCulture));

    public void Time(DateTimeOffset? value)
        => _cells.Add(value?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "");

    public void Seconds(TimeSpan? value) => _cells.Add(
        value is not TimeSpan span ? ""
        : _map!.Columns[_cells.Count].Type == RowType.Latency ? ShortSpan.Text(span)
        : span.Days != 0 ? span.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
        : span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture));
}
