using System.Text.Json;
using LogStats.Sinks.Json;

namespace LogStats.Agent.Reports;

/// <summary>How formats fit a log, as a line of JSON.</summary>
internal static class MatchJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonLineEncoder.Shared };

    /// <param name="matches">At least one; the best first.</param>
    public static void Write(Stream stream, IReadOnlyList<LogFormatMatch> matches)
    {
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("path", matches[0].Path);
            json.WriteString("kind", matches[0].Kind);
            WriteMatch(json, matches[0]);
            if (matches.Count > 1)
            {
                json.WriteStartObject("runnerUp");
                WriteMatch(json, matches[1]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteMatch(Utf8JsonWriter json, LogFormatMatch match)
    {
        json.WriteString("format", match.Name);
        json.WriteNumber("score", match.Score);
        json.WriteNumber("matched", match.Matched);
        json.WriteNumber("missed", match.Missed);
        json.WriteString("reason", match.Reason);
        if (match.FirstMiss is not null)
        {
            json.WriteString("firstMiss", match.FirstMiss);
        }
    }
}
