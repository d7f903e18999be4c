namespace LogStats.Elf.Patterns;

/// <summary>
/// Takes a <c>log_format</c> out of nginx.conf: its name, its escape, and its pieces, which stand in quotes on any number
/// of lines and are one text. A format without all this is taken as it is.
/// </summary>
internal static class NginxText
{
    private const string Advice = "Paste the log_format of nginx.conf from its name to its semicolon.";

    /// <param name="text">What was given.</param>
    /// <param name="escape">The escape that it names; null where it names none.</param>
    public static PatternSource Unwrap(string text, out string? escape)
    {
        escape = null;
        int at = Skip(text, 0);
        bool isDirective = Word(text, at) == "log_format";
        if (isDirective)
        {
            at = Skip(text, at + "log_format".Length);
            string name = Word(text, at);
            at = Skip(text, at + name.Length);
        }

        string option = Word(text, at);
        if (option.StartsWith("escape=", StringComparison.Ordinal))
        {
            escape = option["escape=".Length..];
            at = Skip(text, at + option.Length);
            isDirective = true;
        }

        if (!isDirective && !IsAllQuoted(text, at))
        {
            return PatternSource.Of(text);
        }

        PatternSource source = new(text);
        while (at < text.Length && text[at] is not (';' or '}'))
        {
            at = Skip(text, Piece(text, at, source));
        }

        return source;
    }

    /// <summary>Adds the piece at <paramref name="at"/>; returns where it ends.</summary>
    private static int Piece(string text, int at, PatternSource source)
    {
        char quote = text[at] is '\'' or '"' ? text[at] : '\0';
        int start = at;
        at += quote == '\0' ? 0 : 1;
        while (at < text.Length && (quote == '\0' ? !char.IsWhiteSpace(text[at]) && text[at] != ';' : text[at] != quote))
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\'' or '"' or '\\' or 't' or 'n' or 'r')
            {
                source.Add(text[at + 1] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', char other => other }, at);
                at += 2;
            }
            else if (quote == '\0' && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                // A brace is a part of the word here, as it is for nginx.
                int end = text.IndexOf('}', at);
                end = end < 0 ? text.Length : end + 1;
                source.Add(text, at, end);
                at = end;
            }
            else
            {
                source.Add(text[at], at);
                at++;
            }
        }

        return quote == '\0' ? at : at < text.Length ? at + 1
            : throw PatternSource.Of(text).Fault("a quote is not closed", start, Advice);
    }

    /// <summary>Whether the text is nothing but pieces in single quotes, as they stand behind the format's name.</summary>
    private static bool IsAllQuoted(string text, int at)
    {
        bool any = false;
        while (at < text.Length && text[at] == '\'')
        {
            at++;
            while (at < text.Length && text[at] != '\'')
            {
                at += text[at] == '\\' ? 2 : 1;
            }

            any = true;
            at = Skip(text, Math.Min(at + 1, text.Length));
        }

        return any && (at >= text.Length || text[at] == ';');
    }

    /// <summary>Past blanks, line breaks and comments.</summary>
    private static int Skip(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '#'))
        {
            int line = text[at] == '#' ? text.IndexOf('\n', at) : at;
            at = line < 0 ? text.Length : line + 1;
        }

        return at;
    }

    private static string Word(string text, int at)
    {
        int end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('\'' or '"' or ';'))
        {
            end++;
        }

        return text[at..end];
    }
}
