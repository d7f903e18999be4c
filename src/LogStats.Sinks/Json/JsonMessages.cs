using System.Buffers;

namespace LogStats.Sinks.Json;

/// <summary>
/// Rows as messages of so many. A message's name is made of the names of its rows, which come from where they stand in their
/// log: sent again, after whatever happened, it is the same, and who receives it can tell. Rows without a name give the
/// message the name of its text. For one caller at a time.
/// </summary>
internal sealed class JsonMessages(int rows, JsonForm form = JsonForm.Array)
{
    private readonly JsonRowText _text = new();
    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);
    private readonly RowNameHash _name = new();

    /// <summary>The message that begins at a row of a batch.</summary>
    public JsonMessage Next(IReadOnlyList<IRow> batch, int first) => Of(batch, first, Math.Min(rows, batch.Count - first));

    /// <summary>The message of some rows of a batch: a part of one that was too large, and always the same part.</summary>
    public JsonMessage Of(IReadOnlyList<IRow> batch, int first, int count)
    {
        _body.ResetWrittenCount();
        _name.Begin();
        bool named = true;
        for (int i = first; i < first + count; i++)
        {
            _body.Write(form == JsonForm.Lines ? [] : i == first ? "["u8 : ","u8);
            _text.Write(batch[i], _body);
            _body.Write(form == JsonForm.Lines ? "\n"u8 : []);
            named = named && _name.Add(batch[i]);
        }

        _body.Write(form == JsonForm.Lines ? [] : "]"u8);
        return new JsonMessage(_body.WrittenSpan.ToArray(), named ? _name.End() : RowNameHash.Of(_body.WrittenSpan), first, count);
    }
}
