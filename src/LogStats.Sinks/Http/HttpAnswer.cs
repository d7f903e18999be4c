using LogStats.Scan;

namespace LogStats.Sinks.Http;

/// <summary>What a server answered: its status, the beginning of its words, and how long it asks to be left alone.</summary>
internal sealed class HttpAnswer(int status, ReadOnlyMemory<byte> body, TimeSpan? wait = null, string? elsewhere = null)
{
    private const int LongestReason = 300;

    public int Status { get; } = status;

    /// <summary>The message is taken, all of it. Of 207 nobody knows: what it means for a row is told in as many ways as there are servers.</summary>
    public bool IsDone => Status is >= 200 and < 300 and not 207;

    public bool IsTooLarge => Status == 413;

    /// <summary>
    /// Whether other rows might be taken where these are not. Not so if the name of the message is what is not liked: halves of it
    /// would have other names, and rows might be stored twice.
    /// </summary>
    public bool IsAboutRows => Status is 400 or 422 && !Reason.Contains("idempoten", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long to wait before it is asked again, if it says so.</summary>
    public TimeSpan? Wait { get; } = wait;

    /// <summary>Where it sends to, as it may be shown.</summary>
    public string? Elsewhere { get; } = elsewhere;

    /// <summary>The status, and a line of what it said.</summary>
    public string Reason { get; } = Line(status, body.Span);

    private static string Line(int status, ReadOnlySpan<byte> body)
    {
        string text = LineText.Show(body.Trim(" \t\r\n"u8), LongestReason).TrimEnd('.');
        return text.Length == 0 ? $"it answered {status}" : $"it answered {status}: {text}";
    }
}
