using System.Text.Json;
using LogStats.Sinks;
using LogStats.Sinks.Json;

namespace LogStats.Agent.Reports;

/// <summary>One row as one line of JSON.</summary>
internal static class RowLine
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonLineEncoder.Shared };

    public static void Write(Stream stream, IRow row)
    {
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            new RowJson(json).Write(row);
            json.Flush();
        }

        stream.Write("\n"u8);
        stream.Flush();
    }
}
