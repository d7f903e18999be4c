using System.Buffers;
using System.Text.Json;

namespace LogStats.Sinks.Json;

/// <summary>
/// A row as one JSON object on one line, named like the columns. Every column is there, with null where there is no value,
/// so that a reader that takes the columns from the first one (most table tools do) finds them all. A row that has a document
/// of its own is that document.
/// </summary>
internal sealed class JsonRowText : IRowWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonLineEncoder.Shared, SkipValidation = true };

    private readonly Utf8JsonWriter _json = new(Stream.Null, s_options);
    private readonly Dictionary<RowMap, JsonEncodedText[]> _names = new(ReferenceEqualityComparer.Instance);
    private readonly JsonEncodedText _because = JsonEncodedText.Encode("RefusedBecause");
    private RowMap? _map;
    private JsonEncodedText[] _columns = [];
    private int _index;

    public void Write(IRow row, IBufferWriter<byte> output)
    {
        if (row is IJsonDocument document)
        {
            document.WriteDocument(output);
        }
        else
        {
            Write(row, null, output);
        }
    }

    /// <summary>Its columns in any case. With a reason, that is the first property.</summary>
    public void Write(IRow row, string? because, IBufferWriter<byte> output)
    {
        if (!ReferenceEquals(row.GetRowMap(), _map))
        {
            _map = row.GetRowMap();
            _columns = Names(_map);
        }

        _index = 0;
        _json.Reset(output);
        _json.WriteStartObject();
        if (because is not null)
        {
            _json.WriteString(_because, because);
        }

        _map.Write(row, this);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Text(string? value) => _json.WriteString(_columns[_index++], value);

    public void Integer(long? value)
    {
        JsonEncodedText name = _columns[_index++];
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    public void Time(DateTimeOffset? value)
    {
        JsonEncodedText name = _columns[_index++];
        if (value is { } time)
        {
            _json.WriteString(name, time);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    public void Seconds(TimeSpan? value)
    {
        JsonEncodedText name = _columns[_index++];
        if (value is { } span)
        {
            _json.WriteNumber(name, span.TotalSeconds);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    private JsonEncodedText[] Names(RowMap map)
    {
        if (!_names.TryGetValue(map, out JsonEncodedText[]? names))
        {
            names = [.. map.Columns.Select(static column => JsonEncodedText.Encode(column.Name, JsonLineEncoder.Shared))];
            _names.Add(map, names);
        }

        return names;
    }
}
