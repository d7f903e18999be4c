using System.Buffers;

namespace LogStats.Sinks.Text;

/// <summary>Writes rows one after the other in one form.</summary>
internal abstract class RowText
{
    public static RowText Of(TextForm form, CsvHeader header, bool guardFormulas) => form switch
    {
        TextForm.JsonLine => new JsonLineText(),
        TextForm.Csv => new CsvText(header, guardFormulas),
        _ => new LineText(),
    };

    public abstract void Write(IRow row, ArrayBufferWriter<byte> output);
}
