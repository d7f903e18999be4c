using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogStats.Sinks.Text;

/// <summary>
/// CSV as RFC 4180 has it: a header, commas, CR LF, quotes where they are needed. No value is an empty cell, an empty
/// text is <c>""</c>. Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers and times,
/// which nobody but this program writes, do not.
/// </summary>
internal sealed class CsvText(CsvHeader header, bool guardFormulas) : RowText, IRowWriter
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r");

    private ArrayBufferWriter<byte> _output = null!;
    private RowMap? _map;
    private bool _inner;

    public override void Write(IRow row, ArrayBufferWriter<byte> output)
    {
        _output = output;
        RowMap map = row.GetRowMap();
        if (_map is null)
        {
            header.Write(map, output);
            _map = map;
        }
        else if (!ReferenceEquals(map, _map))
        {
            throw header.OtherRows(_map, map);
        }

        _inner = false;
        map.Write(row, this);
        output.Write("\r\n"u8);
    }

    public void Text(string? value)
    {
        Part();
        if (value is null)
        {
            return;
        }

        string guard = guardFormulas && value.Length > 0 && s_formula.Contains(value[0]) ? "'" : "";
        if (value.Length > 0 && !value.AsSpan().ContainsAny(s_quoted))
        {
            Append(guard);
            Append(value);
            return;
        }

        Append("\"");
        Append(guard);
        Append(value.Contains('"', StringComparison.Ordinal) ? value.Replace("\"", "\"\"", StringComparison.Ordinal) : value);
        Append("\"");
    }

    public void Integer(long? value) => Number(value);

    public void Time(DateTimeOffset? value)
    {
        Part();
        if (value is { } time)
        {
            _output.Advance(IsoTime.Write(time, _output.GetSpan(IsoTime.MaxLength)));
        }
    }

    public void Seconds(TimeSpan? value) => Number(value?.TotalSeconds);

    private void Number<T>(T? value)
        where T : struct, IUtf8SpanFormattable
    {
        Part();
        if (value is { } number)
        {
            _ = number.TryFormat(_output.GetSpan(LongestNumber), out int written, default, CultureInfo.InvariantCulture);
            _output.Advance(written);
        }
    }

    private void Part()
    {
        if (_inner)
        {
            _output.Write(","u8);
        }

        _inner = true;
    }

    private void Append(string text) => _ = Encoding.UTF8.GetBytes(text, _output);
}
