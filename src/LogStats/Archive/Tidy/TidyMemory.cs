using System.Buffers;
using System.Text.Json;

namespace LogStats.Archive.Tidy;

/// <summary>What one run knows of the clock, for the next.</summary>
/// <param name="Boot">Which start of the machine it was; empty where the system does not say.</param>
/// <param name="Uptime">How long it had run then, in ticks.</param>
/// <param name="Time">What the clock showed, in UTC ticks.</param>
/// <param name="Floor">What was before counts as of then, in UTC ticks.</param>
/// <param name="Leaps">By how much the clock went on at once, and when it had, in UTC ticks.</param>
internal sealed record TidyMemory(string Boot, long Uptime, long Time, long Floor, IReadOnlyList<TidyMemory.Leap> Leaps)
{
    private const int Version = 1;

    public byte[] Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("boot", Boot);
            json.WriteNumber("uptime", Uptime);
            json.WriteNumber("time", Time);
            json.WriteNumber("floor", Floor);
            json.WriteStartArray("leaps");
            foreach (Leap leap in Leaps)
            {
                json.WriteStartObject();
                json.WriteNumber("at", leap.At);
                json.WriteNumber("by", leap.By);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null where it was never written so.</summary>
    public static TidyMemory? Read(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            return json.GetProperty("version").GetInt32() != Version ? null : new TidyMemory(
                json.GetProperty("boot").GetString() ?? "", Moment(json, "uptime"), Moment(json, "time"), Moment(json, "floor"),
                [.. json.GetProperty("leaps").EnumerateArray().Select(static leap => new Leap(Moment(leap, "at"), Moment(leap, "by")))]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static long Moment(JsonElement json, string name)
        => json.GetProperty(name).GetInt64() is long ticks and >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : throw new FormatException(name);

    internal readonly record struct Leap(long At, long By);
}
