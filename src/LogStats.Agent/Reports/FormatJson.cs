using System.Text.Json;
using LogStats.Sinks.Json;

namespace LogStats.Agent.Reports;

/// <summary>A format as a line of JSON.</summary>
internal static class FormatJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonLineEncoder.Shared };

    public static void Write(Stream stream, LogFormat format)
    {
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("name", format.Name);
            json.WriteString("kind", format.Kind);
            json.WriteString("description", format.Description);
            json.WriteStartArray("samples");
            foreach (string sample in format.Samples)
            {
                json.WriteStringValue(sample);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }
}
