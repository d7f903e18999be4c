using System.Buffers;
using LogStats.Sinks.Json;

namespace LogStats.Sinks.Text;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLineText : RowText
{
    private readonly JsonRowText _row = new();

    public override void Write(IRow row, ArrayBufferWriter<byte> output)
    {
        _row.Write(row, output);
        output.Write("\n"u8);
    }
}
