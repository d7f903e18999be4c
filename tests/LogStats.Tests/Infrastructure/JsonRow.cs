using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.Tests.Infrastructure;

/// <summary>A row as one line of JSON: what it lacks is left out.</summary>
internal sealed class JsonRow(RowMap map) : IRowWriter
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly MemoryStream _text = new();
    private Utf8JsonWriter? _json;
    private int _column;

    public static string Of(IRow row) => new JsonRow(row.GetRowMap()).Write(row);

    public void Text(string? value) => Put(value is not null, json => json.WriteStringValue(value));

    public void Integer(long? value) => Put(value.HasValue, json => json.WriteNumberValue(value!.Value));

    public void Time(DateTimeOffset? value) => Put(value.HasValue, json => json.WriteStringValue(value!.Value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", null)));

    public void Seconds(TimeSpan? value) => Put(value.HasValue, json => json.WriteNumberValue((decimal)value!.Value.Ticks / TimeSpan.TicksPerSecond));

    private string Write(IRow row)
    {
        using (_json = new Utf8JsonWriter(_text, s_plain))
        {
            _json.WriteStartObject();
            map.Write(row, this);
            _json.WriteEndObject();
        }

        Assert.Equal(map.Columns.Count, _column);
        return Encoding.UTF8.GetString(_text.ToArray());
    }

    private void Put(bool has, Action<Utf8JsonWriter> value)
    {
        string name = map.Columns[_column++].Name;
        if (has)
        {
            _json!.WritePropertyName(name);
            value(_json);
        }
    }
}
