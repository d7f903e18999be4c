using LogStats.Scan;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// What stood in a log, made safe for a mail: escape sequences, control characters and marks that turn the direction of
/// text are written as escapes, so that they are seen and do nothing.
/// </summary>
internal static class SafeText
{
    /// <summary>One line, whatever came in; too long a one is cut.</summary>
    public static string Line(string text, int longest = int.MaxValue)
    {
        string shown = LineText.Show(text);
        if (shown.Length <= longest)
        {
            return shown;
        }

        int cut = longest - 1;
        return string.Concat(shown.AsSpan(0, char.IsHighSurrogate(shown[cut - 1]) ? cut - 1 : cut), "…");
    }

    /// <summary>Lines that end with LF; a CR before it is none.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n')
        .Select(static line => Line(line.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal))));
}
