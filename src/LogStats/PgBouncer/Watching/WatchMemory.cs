using System.Buffers;
using System.Text;
using System.Text.Json;
using LogStats.Alerts;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.PgBouncer.Watching;

/// <summary>What a watch keeps beside the positions of its logs, in the same stroke.</summary>
/// <param name="Alerts">Who was seen when, and who is missing.</param>
/// <param name="Reported">Up to when it was reported, in UTC ticks; 0 where nothing is reported daily.</param>
/// <param name="Corrections">By how much the times of each log are off, in ticks.</param>
/// <param name="Begin">Where the lines begin that the next report needs.</param>
internal sealed record WatchMemory(
    AlertMemory Alerts, long Reported, IReadOnlyDictionary<string, long> Corrections, IReadOnlyDictionary<string, FollowPosition> Begin)
{
    private const int Version = 1;

    public string Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WritePropertyName("alerts");
            Alerts.Write(json);
            json.WriteNumber("reported", Reported);
            json.WriteStartObject("corrections");
            foreach ((string path, long ticks) in Corrections)
            {
                json.WriteNumber(path, ticks);
            }

            json.WriteEndObject();
            json.WriteStartArray("begin");
            foreach (FollowPosition position in Begin.Values)
            {
                Write(json, position);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="LogStatsException">It was never written so: somebody changed it, or another kind of watch made it.</exception>
    public static WatchMemory Read(string name, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            if (json.GetProperty("version").GetInt32() != Version)
            {
                throw new FormatException("another version of LogStats made it");
            }

            return new WatchMemory(
                AlertMemory.Read(json.GetProperty("alerts")),
                json.GetProperty("reported").GetInt64(),
                json.GetProperty("corrections").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64(), StringComparer.Ordinal),
                json.GetProperty("begin").EnumerateArray().Select(Position).ToDictionary(one => one.Path, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw Fail.CheckpointCorrupt(name, $"what the watch knew cannot be read ({error.Message.TrimEnd('.')})",
                "Name another checkpoint, or say where to begin: From Beginning or From End.", error);
        }
    }

    private static void Write(Utf8JsonWriter json, FollowPosition position)
    {
        json.WriteStartObject();
        json.WriteString("path", position.Path);
        json.WriteString("fileId", position.FileId);
        json.WriteNumber("number", position.Number);
        json.WriteNumber("device", position.Identity.Device);
        json.WriteNumber("inode", position.Identity.Number);
        json.WriteNumber("birth", position.Identity.Birth);
        json.WriteNumber("offset", position.Offset);
        json.WriteNumber("frontLength", position.Front.Length);
        json.WriteNumber("frontHash", position.Front.Hash);
        json.WriteNumber("tailLength", position.Tail.Length);
        json.WriteNumber("tailHash", position.Tail.Hash);
        json.WriteNumber("lastWrite", position.LastWrite.UtcTicks);
        json.WriteBoolean("finished", position.IsFinished);
        json.WriteEndObject();
    }

    private static FollowPosition Position(JsonElement json)
    {
        long Number(string name) => json.GetProperty(name).GetInt64();
        string Text(string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is no text");
        FilePrint front = new((int)Number("frontLength"), Number("frontHash"));
        FilePrint tail = new((int)Number("tailLength"), Number("tailHash"));
        long offset = Number("offset");
        return front.Length is < 0 or > FilePrint.LongestFront || tail.Length is < 0 or > FilePrint.LongestTail || offset < tail.Length
            ? throw new FormatException("a position holds values that were never saved")
            : new FollowPosition
            {
                Path = Text("path"),
                FileId = Text("fileId"),
                Number = Number("number"),
                Identity = new FileIdentity(Number("device"), Number("inode"), Number("birth")),
                Offset = offset,
                Front = front,
                Tail = tail,
                LastWrite = new DateTimeOffset(Number("lastWrite"), TimeSpan.Zero),
                IsFinished = json.GetProperty("finished").GetBoolean(),
            };
    }
}
