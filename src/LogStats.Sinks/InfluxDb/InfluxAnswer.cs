using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogStats.Sinks.InfluxDb;

/// <summary>What a server answered: its status, its words, and how long it asks to be left alone.</summary>
internal sealed partial class InfluxAnswer(int status, string body, TimeSpan? wait = null, DateTimeOffset? date = null)
{
    private const int LongestReason = 300;

    public int Status { get; } = status;

    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>How long to wait before it is asked again, if it says so.</summary>
    public TimeSpan? Wait { get; } = wait;

    /// <summary>The server's own time.</summary>
    public DateTimeOffset? Date { get; } = date;

    public string Body { get; } = body;

    /// <summary>The server's words, taken out of the JSON around them.</summary>
    public string Words { get; } = WordsOf(body);

    /// <summary>The same, short enough for a message.</summary>
    public string Reason
    {
        get
        {
            string words = Words.Length == 0 ? $"it answered {Status}" : Dropped().Replace(Words, "");
            words = words.StartsWith(PartialWrite, StringComparison.Ordinal) ? words[PartialWrite.Length..] : words;
            return (words.Length > LongestReason ? $"{words[..LongestReason]}…" : words).TrimEnd('.', '\n', ' ');
        }
    }

    /// <summary>Whether some points may be stored and others are not.</summary>
    public bool IsAboutPoints => Status is 400 or 422;

    /// <summary>Whether every good line of the request is stored.</summary>
    public bool IsPartial => Words.Contains("partial write", StringComparison.Ordinal);

    /// <summary>How many points were dropped that could be parsed, if the server says so.</summary>
    public int? DroppedCount
        => Dropped().Match(Words) is { Success: true } match
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;

    private const string PartialWrite = "partial write: ";

    /// <summary>The lines that a server 3.x names, from one, each with its reason.</summary>
    public IEnumerable<(int Line, string Reason)> NamedLines()
    {
        using JsonDocument? document = Parse(Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || !root.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (JsonElement one in data.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("line_number", out JsonElement number)
                && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int line))
            {
                yield return (line, one.TryGetProperty("error_message", out JsonElement reason) ? reason.ToString() : Reason);
            }
        }
    }

    private static string WordsOf(string body)
    {
        using JsonDocument? document = Parse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return body.Trim();
        }

        foreach (string name in (string[])["error", "message"])
        {
            if (root.TryGetProperty(name, out JsonElement words) && words.ValueKind == JsonValueKind.String)
            {
                return words.GetString()!.Trim();
            }
        }

        return body.Trim();
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return body.StartsWith('{') ? JsonDocument.Parse(body) : null;
        }
        catch (JsonException)
        {
            return null; // Cut off, or of something between here and the server.
        }
    }

    [GeneratedRegex(@"\s*\bdropped=(\d+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dropped();
}
