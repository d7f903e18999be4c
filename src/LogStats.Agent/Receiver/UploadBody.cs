using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>A batch in the form of Log-RT-Sync: <c>{"log":"…","host":"…"}</c>. What it says of its host is not believed.</summary>
internal static class UploadBody
{
    public const string NotJson = "Invalid content-type, expected JSON";
    public const string Missing = "Missing data";

    public static bool IsJson(string? type)
    {
        string media = (type ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return media == "application/json" || (media.StartsWith("application/", StringComparison.Ordinal) && media.EndsWith("+json", StringComparison.Ordinal));
    }

    /// <summary>The lines of it. Its sender puts an empty line behind each, so empty lines are none.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="into">As long as the body at least: text is never longer than its JSON.</param>
    /// <param name="lines">How many there are.</param>
    /// <exception cref="RequestFault">It is something else.</exception>
    public static ReadOnlyMemory<byte> Lines(ReadOnlySpan<byte> body, Memory<byte> into, out int lines)
    {
        int length = Log(body, into.Span);
        Span<byte> log = into.Span[..length];
        lines = 0;
        int kept = 0;
        for (int at = 0; at < length;)
        {
            int end = log[at..].IndexOf((byte)'\n');
            int next = end < 0 ? length : at + end + 1;
            if (end != 0)
            {
                log[at..next].CopyTo(log[kept..]);
                kept += next - at;
                lines++;
            }

            at = next;
        }

        return into[..kept];
    }

    private static int Log(ReadOnlySpan<byte> body, Span<byte> into)
    {
        int length = 0;
        bool hasHost = false;
        try
        {
            Utf8JsonReader json = new(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                throw new RequestFault(StatusCodes.Status400BadRequest, Missing);
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isLog = json.ValueTextEquals("log"u8);
                bool isHost = json.ValueTextEquals("host"u8);
                _ = json.Read();
                if (isLog && json.TokenType == JsonTokenType.String)
                {
                    length = json.CopyString(into);
                }

                hasHost |= isHost && json.TokenType == JsonTokenType.String && !json.ValueSpan.IsEmpty;
                json.Skip();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is no JSON, or holds half a surrogate pair, which no byte of a log could have become.
            throw new RequestFault(StatusCodes.Status400BadRequest, Missing);
        }

        return length > 0 && hasHost ? length : throw new RequestFault(StatusCodes.Status400BadRequest, Missing);
    }
}
