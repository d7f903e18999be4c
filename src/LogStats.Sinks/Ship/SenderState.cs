using System.Text;
using System.Text.Json;
using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>The claims of a sender, as they are kept: the one it holds, and the one it has asked for, or is about to.</summary>
internal readonly record struct SenderState(string? Held, string? Next)
{
    /// <summary>The claim to ask for: the one that was asked for already, if nobody knows what became of it.</summary>
    public SourceClaim Claim() => new(Held, Next ?? Guid.NewGuid().ToString("N"));

    public string Text()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString("claim", Held);
            json.WriteString("next", Next);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <summary>What cannot be read is as if it had not been there: then the receiver decides who is let in.</summary>
    public static SenderState Parse(string? text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text ?? "{}");
            return new SenderState(Name(json.RootElement, "claim"), Name(json.RootElement, "next"));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Name(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && BatchName.IsValid(value.GetString()) ? value.GetString() : null;
}
