using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>The <c>log_format</c> of nginx, as it stands in nginx.conf or without what is around it.</summary>
internal static class NginxPattern
{
    public const string Advice = "Paste the log_format of nginx.conf as it stands there, to its semicolon.";

    /// <summary>With <c>escape=json</c> a text that is a JSON object becomes the keys of one.</summary>
    /// <exception cref="LogStatsException">Nobody could read the lines of this format.</exception>
    public static ElfCompiled Compile(string text)
    {
        PatternSource source = NginxText.Unwrap(text, out string? escape);
        if (escape == "json" && NginxJson.Read(source) is { } fields)
        {
            return ElfCompiled.Of(fields);
        }

        PatternBuilder builder = new(source)
        {
            Escape = escape switch
            {
                null or "default" => ElfEscape.Backslash,
                "json" => ElfEscape.Json,
                "none" => ElfEscape.None,
                _ => throw source.Fault($"the escape '{escape}' is not known", 0, "nginx knows default, json and none."),
            },
        };
        Read(source, builder);
        return ElfCompiled.Of(builder.Build());
    }

    private static void Read(PatternSource source, PatternBuilder builder)
    {
        string text = source.ToString();
        for (int at = 0; at < text.Length;)
        {
            if (text[at] != '$')
            {
                builder.Literal(text[at++]);
                continue;
            }

            string name = NginxVariables.NameAt(text, at, out int end);
            if (end <= at)
            {
                throw source.Fault(end < 0 ? "a '{' is not closed" : "a '$' has no name behind it", at, Advice);
            }

            if (name is "uri" or "document_uri" && QueryBehind(text, end) is int behind and > 0)
            {
                builder.Field(new ElfPiece(text[at..behind]) { Field = ElfField.Target }, at);
                at = behind;
                continue;
            }

            FieldMeaning meaning = NginxVariables.Find(name);
            ElfPiece piece = meaning.Piece("$" + name) with { Time = NginxVariables.Time(name), Length = name == "pipe" ? 1 : 0 };
            builder.Field(piece, at, meaning.Rank);
            at = end;
        }
    }

    /// <summary>Where the query ends that follows a path with its question mark only where there is one; 0 for none.</summary>
    private static int QueryBehind(string text, int at)
    {
        if (at >= text.Length || text[at] != '$' || NginxVariables.NameAt(text, at, out int mark) != "is_args"
            || mark >= text.Length || text[mark] != '$')
        {
            return 0;
        }

        return NginxVariables.NameAt(text, mark, out int end) is "args" or "query_string" ? end : 0;
    }
}
