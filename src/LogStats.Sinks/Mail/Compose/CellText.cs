using System.Globalization;
using LogStats.Scan;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>The values of a row as people read them; nothing for what is missing.</summary>
internal sealed class CellText : IRowWriter
{
    private readonly List<string> _cells = [];
    private IReadOnlyList<RowColumn> _columns = [];

    /// <summary>One cell for each column of the row's map.</summary>
    public string[] Of(IRow row)
    {
        RowMap map = row.GetRowMap();
        _columns = map.Columns;
        _cells.Clear();
        map.Write(row, this);
        return [.. _cells];
    }

    public void Text(string? value) => _cells.Add(value is null ? "" : SafeText.Line(value, RowTable.LongestCell));

    public void Integer(long? value) => _cells.Add(
        value is null ? ""
        : _columns[_cells.Count].Type == RowType.Bytes ? ByteSize.Text(value.Value)
        : value.Value.ToString("N0", CultureInfo.InvariantCulture));

    public void Time(DateTimeOffset? value)
        => _cells.Add(value?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "");

    public void Seconds(TimeSpan? value) => _cells.Add(
        value is not { } span ? ""
        : _columns[_cells.Count].Type == RowType.Latency ? ShortSpan.Text(span)
        : span.ToString(span.Days != 0 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture));
}
