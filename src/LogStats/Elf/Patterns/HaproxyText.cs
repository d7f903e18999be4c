namespace LogStats.Elf.Patterns;

/// <summary>Takes a log format out of haproxy.cfg: the quotes and backslashes of the file, or the name of a built-in one.</summary>
internal static class HaproxyText
{
    public static PatternSource Unwrap(string text)
    {
        string words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string? known = words switch
        {
            "httplog" or "option httplog" or "http" => HaproxyPattern.Http,
            "tcplog" or "option tcplog" or "tcp" => HaproxyPattern.Tcp,
            "httpslog" or "option httpslog" or "https" => HaproxyPattern.Https,
            "clf" or "httplog clf" or "option httplog clf" => HaproxyPattern.Clf,
            _ => null,
        };
        if (known is not null)
        {
            return new PatternSource(text).Instead(known, 0);
        }

        int at = text.Length - text.TrimStart().Length;
        int word = text.AsSpan(at).IndexOfAny(' ', '\t');
        bool isDirective = word > 0 && text.AsSpan(at, word) is "log-format" or "error-log-format" or "log-format-sd";
        return Unescaped(text, isDirective ? at + word : at, text.TrimEnd().Length, isDirective);
    }

    /// <summary>Quotes and backslashes are the file's own where the directive stands before them; a backslash always is.</summary>
    private static PatternSource Unescaped(string text, int at, int end, bool isDirective)
    {
        PatternSource source = new(text);
        while (isDirective && at < end && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        char quote = '\0';
        for (; at < end; at++)
        {
            char letter = text[at];
            if (letter == '\\' && quote != '\'' && at + 1 < end)
            {
                source.Add(text[++at] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', char other => other }, at - 1);
            }
            else if (isDirective && letter is '"' or '\'' && (quote == '\0' || quote == letter))
            {
                quote = quote == '\0' ? letter : '\0';
            }
            else if (isDirective && quote == '\0' && char.IsWhiteSpace(letter))
            {
                break;
            }
            else if (letter is not ('\r' or '\n'))
            {
                source.Add(letter, at);
            }
        }

        return source;
    }
}
