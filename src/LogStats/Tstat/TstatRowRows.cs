using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>The columns of <see cref="TstatRow"/>: its own columns are one, as a JSON object, because each log has others.</summary>
internal sealed class TstatRowRows() : RowMap("tstat_row",
[
    new("Log", RowType.Text, HasFewValues: true),
    new("Columns", RowType.Text),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly TstatRowRows Map = new();

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write(IRow row, IRowWriter writer)
    {
        TstatRow item = (TstatRow)row;
        writer.Text(item.Log);
        writer.Text(Json(item));
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }

    private static string Json(TstatRow item)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_plain))
        {
            json.WriteStartObject();
            foreach (DictionaryEntry column in item.Columns)
            {
                json.WriteString((string)column.Key, (string?)column.Value);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
