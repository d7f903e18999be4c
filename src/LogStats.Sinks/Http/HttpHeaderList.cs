using System.Buffers;
using LogStats.Faults;

namespace LogStats.Sinks.Http;

/// <summary>Headers that somebody gave. A line end in one would begin another, or a body, so none is let through.</summary>
internal static class HttpHeaderList
{
    private static readonly SearchValues<char> s_name =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly string[] s_ours =
        ["Transfer-Encoding", "Host", "Connection", "Expect", "Trailer", "Upgrade", "Idempotency-Key"];

    /// <exception cref="LogStatsException">One is none, or is ours to set. No value is repeated.</exception>
    public static void Check(HttpSinkOptions options)
    {
        if (options.Token is { } token && (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            throw Fail.Value("the token", "***", "letters, digits and signs on one line, without blanks");
        }

        foreach ((string name, string value) in options.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_name))
            {
                throw Fail.Value("the name of a header", Scan.LineText.Show(name), "letters, digits and '-'");
            }

            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value.Trim().Length != value.Length)
            {
                throw Fail.Value($"the header {name}", "***", "printable ASCII on one line, without blanks around it");
            }

            if (s_ours.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                || (options.Token is not null && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            {
                throw Fail.Value("a header", name, "another one: this one is set here");
            }
        }
    }

    /// <summary>A header as it stands in a file or behind a parameter: its name, a colon, its value.</summary>
    /// <exception cref="LogStatsException">It has no colon. It is not repeated.</exception>
    public static KeyValuePair<string, string> Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new KeyValuePair<string, string>(text[..colon].TrimEnd(), text[(colon + 1)..].Trim())
            : throw Fail.Value("a header", "***", "Name: value");
    }
}
