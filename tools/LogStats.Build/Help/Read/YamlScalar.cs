namespace LogStats.Build.Help.Read;

/// <summary>Reads what stands on one line of YAML: a plain or quoted scalar, or a list in brackets.</summary>
internal static class YamlScalar
{
    public static YamlNode Read(string file, int line, string text)
    {
        text = text.Trim();
        if (text is ['[', .., ']'])
        {
            string inner = text[1..^1].Trim();
            return new YamlNode(line)
            {
                Items = inner.Length == 0
                    ? []
                    : [.. Split(inner).Select(item => Read(file, line, item))],
            };
        }

        return text switch
        {
            "" => new YamlNode(line) { Scalar = "" },
            ['\'', .., '\''] => new YamlNode(line) { Scalar = SingleQuoted(text[1..^1]) },
            ['"', .., '"'] => new YamlNode(line) { Scalar = DoubleQuoted(text[1..^1]) },
            ['\'' or '"' or '[' or '{' or '|' or '>' or '&', ..] =>
                throw new HelpPageException(file, line, $"cannot read the YAML value {text}"),
            _ => new YamlNode(line) { Scalar = text },
        };
    }

    private static string SingleQuoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    private static string DoubleQuoted(string text) =>
        text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    private static IEnumerable<string> Split(string text)
    {
        char quote = '\0';
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (quote == '\0' && text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
            else if (text[i] is '\'' or '"' && quote is '\0')
            {
                quote = text[i];
            }
            else if (text[i] == quote)
            {
                quote = '\0';
            }
        }

        yield return text[start..];
    }
}
