using System.Text.Json;
using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>Reads a receiver's answers. One that is not what it should be is none.</summary>
internal static class BatchAnswers
{
    public static BatchAnswer? Batch(ReadOnlySpan<byte> body, bool isDone)
    {
        using JsonDocument? json = Parse(body.ToArray());
        return json is not null && Outcome(json.RootElement) is { } outcome && (outcome is BatchOutcome.Stored or BatchOutcome.Had) == isDone
            && outcome != BatchOutcome.Claimed && Number(json.RootElement, "mark") is { } mark ? new BatchAnswer(outcome, mark) : null;
    }

    public static bool IsClaimed(ReadOnlySpan<byte> body)
    {
        using JsonDocument? json = Parse(body.ToArray());
        return json is not null && Outcome(json.RootElement) == BatchOutcome.Claimed;
    }

    public static ReceiverMarks? Marks(ReadOnlyMemory<byte> body)
    {
        using JsonDocument? json = Parse(body);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("marks", out JsonElement listed)
            || listed.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        Dictionary<string, long> marks = new(StringComparer.Ordinal);
        foreach (JsonProperty one in listed.EnumerateObject())
        {
            if (one.Value.ValueKind != JsonValueKind.Number || !one.Value.TryGetInt64(out long mark) || mark < 0)
            {
                return null;
            }

            marks[one.Name] = mark;
        }

        Dictionary<string, KnownFile> known = new(StringComparer.Ordinal);
        if (root.TryGetProperty("known", out JsonElement files) && files.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty one in files.EnumerateObject())
            {
                if (Number(one.Value, "mark") is { } mark)
                {
                    known[one.Name] = new KnownFile(mark, Number(one.Value, "start") ?? mark, Text(one.Value, "sha256"));
                }
            }
        }

        return new ReceiverMarks(marks, known);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BatchOutcome? Outcome(JsonElement json) => Text(json, "outcome") switch
    {
        "stored" => BatchOutcome.Stored,
        "had" => BatchOutcome.Had,
        "gap" => BatchOutcome.Gap,
        "overlap" => BatchOutcome.Overlap,
        "conflict" => BatchOutcome.Conflict,
        "claimed" => BatchOutcome.Claimed,
        _ => null,
    };

    private static string? Text(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static long? Number(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out long number) && number >= 0 ? number : null;
}
