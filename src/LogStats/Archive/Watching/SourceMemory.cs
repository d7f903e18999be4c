using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LogStats.Alerts;
using LogStats.Faults;

namespace LogStats.Archive.Watching;

/// <summary>What a watch over sources keeps for its next start.</summary>
/// <param name="Alerts">Who was seen when, and who is missed.</param>
/// <param name="NextHour">The hour that is reported next, as the clock on the wall shows it.</param>
/// <param name="Pending">What was noticed and perhaps not taken by anybody yet: it is told again, under the same names.</param>
internal sealed record SourceMemory(AlertMemory Alerts, DateTime NextHour, IReadOnlyList<LogAlert> Pending)
{
    private const int Version = 1;
    private const string HourForm = "yyyy-MM-ddTHH";

    public string Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sources", Version);
            json.WritePropertyName("alerts");
            Alerts.Write(json);
            json.WriteString("nextHour", NextHour.ToString(HourForm, CultureInfo.InvariantCulture));
            json.WriteStartArray("pending");
            foreach (LogAlert alert in Pending)
            {
                Write(json, alert);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="LogStatsException">It was never written so: somebody changed it, or another kind of watch made it.</exception>
    public static SourceMemory Read(string name, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            return json.GetProperty("sources").GetInt32() != Version ? throw new FormatException("another version of LogStats made it") : new SourceMemory(
                AlertMemory.Read(json.GetProperty("alerts")),
                DateTime.ParseExact(json.GetProperty("nextHour").GetString() ?? "", HourForm, CultureInfo.InvariantCulture, DateTimeStyles.None),
                [.. json.GetProperty("pending").EnumerateArray().Select(Alert)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw Fail.CheckpointCorrupt(name, $"what the watch knew cannot be read ({error.Message.TrimEnd('.')})",
                "Name another checkpoint, or forget this one: then the watch begins anew.", error);
        }
    }

    private static void Write(Utf8JsonWriter json, LogAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("time", alert.Time);
        json.WriteString("kind", alert.Kind.ToString());
        json.WriteString("subject", alert.Subject);
        json.WriteString("source", alert.Source);
        if (alert.LastSeen is { } seen)
        {
            json.WriteString("lastSeen", seen);
        }

        json.WriteString("since", alert.Since);
        json.WriteNumber("threshold", alert.Threshold.Ticks);
        json.WriteString("lastFile", alert.LastFile);
        json.WriteEndObject();
    }

    private static LogAlert Alert(JsonElement json) => new()
    {
        Time = json.GetProperty("time").GetDateTimeOffset(),
        Kind = Enum.Parse<LogAlertKind>(json.GetProperty("kind").GetString() ?? ""),
        Subject = json.GetProperty("subject").GetString() ?? "",
        Source = json.GetProperty("source").GetString() ?? "",
        LastSeen = json.TryGetProperty("lastSeen", out JsonElement seen) ? seen.GetDateTimeOffset() : null,
        Since = json.GetProperty("since").GetDateTimeOffset(),
        Threshold = TimeSpan.FromTicks(json.GetProperty("threshold").GetInt64()),
        LastFile = json.GetProperty("lastFile").GetString(),
    };
}
