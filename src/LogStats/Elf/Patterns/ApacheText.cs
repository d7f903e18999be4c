namespace LogStats.Elf.Patterns;

/// <summary>
/// Takes off what stands around a format in Apache's configuration: <c>LogFormat "…" name</c>, <c>CustomLog file "…"</c>
/// or the quotes alone. The backslashes in it stay, for the format has them too.
/// </summary>
internal static class ApacheText
{
    public static PatternSource Unwrap(string text)
    {
        int start = text.Length - text.TrimStart().Length;
        int word = start;
        while (word < text.Length && char.IsAsciiLetter(text[word]))
        {
            word++;
        }

        return text[start..word].ToLowerInvariant() switch
        {
            "logformat" => Argument(text, word, 0),
            "customlog" or "globallog" => Argument(text, word, 1),
            "common" when word == text.TrimEnd().Length => new PatternSource(text).Instead("%h %l %u %t \"%r\" %>s %b", 0),
            "combined" when word == text.TrimEnd().Length => new PatternSource(text)
                .Instead("%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"", 0),
            _ => IsQuoted(text, start, out int end) ? Joined(text, start + 1, end) : Joined(text, start, text.TrimEnd().Length),
        };
    }

    /// <summary>The words behind the directive, some of which may be in quotes.</summary>
    private static PatternSource Argument(string text, int at, int skip)
    {
        for (; ; skip--)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || IsBreak(text, at)))
            {
                at++;
            }

            int end = at < text.Length && text[at] is '"' or '\'' ? End(text, at) : at;
            bool isQuoted = end > at;
            while (end < text.Length && !isQuoted && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (skip > 0 && end < text.Length)
            {
                at = end + 1;
                continue;
            }

            PatternSource source = Joined(text, isQuoted ? at + 1 : at, end);
            return source.IndexOf('%', 0) >= 0 ? source : throw PatternSource.Of(text).Fault(
                "it names a format and does not hold it", at, "Paste the LogFormat line that this name stands behind.");
        }
    }

    /// <summary>The closing quote of the one at <paramref name="at"/>, or the end of the text.</summary>
    private static int End(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && text[end] != text[at])
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return Math.Min(end, text.Length);
    }

    /// <summary>
    /// Whether the quotes are the configuration's: they are around everything but a name, and a quote within has its
    /// backslash. <c>"%r" %s</c> is a format that begins with a quote.
    /// </summary>
    private static bool IsQuoted(string text, int at, out int end)
    {
        end = at < text.Length && text[at] is '"' or '\'' ? End(text, at) : at;
        if (end == at || end >= text.Length)
        {
            return false;
        }

        ReadOnlySpan<char> behind = text.AsSpan(end + 1).Trim();
        return behind.IndexOfAny("%\"' ") < 0 && text.AsSpan(at + 1, end - at - 1).IndexOf(' ') >= 0;
    }

    /// <summary>A backslash at the end of a line goes on with the next one.</summary>
    private static PatternSource Joined(string text, int start, int end)
    {
        PatternSource source = new(text);
        for (int at = start; at < end; at++)
        {
            if (text[at] is not ('\r' or '\n') && !IsBreak(text, at))
            {
                source.Add(text[at], at);
            }
        }

        return source;
    }

    private static bool IsBreak(string text, int at)
        => text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\r' or '\n';
}
