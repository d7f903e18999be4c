using System.Text.RegularExpressions;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Takes Markdown's marks out of a line of text. Code spans stay as they are, back ticks too: a terminal has no other
/// way to show where a command ends. Links keep their address unless it is another page of the help.
/// </summary>
internal static partial class MarkdownInline
{
    public static string ToText(string text) => Mark().Replace(text, static match =>
        match.Groups["code"].Success ? match.Value
        : match.Groups["link"].Success ? LinkText(match.Groups["link"].Value, match.Groups["address"].Value)
        : match.Groups["strong"].Success ? match.Groups["strong"].Value
        : match.Groups["stress"].Success ? match.Groups["stress"].Value
        : match.Groups["escaped"].Value);

    /// <summary>True when an address leads out of the help, so that a reader can open it.</summary>
    public static bool IsWeb(string address) => address.Contains("://", StringComparison.Ordinal);

    private static string LinkText(string text, string address) =>
        IsWeb(address) && text != address ? $"{text} ({address})" : text;

    [GeneratedRegex("""
        (?<code>`[^`]+`)
        | \[ (?<link>[^\]]+) \] \( (?<address>[^)\s]*) \)
        | \*\* (?=\S) (?<strong>[^*]+) (?<=\S) \*\*
        | (?<![\w*]) \* (?=\S) (?<stress>[^*]+) (?<=\S) \* (?![\w*])
        | \\ (?<escaped>[\\`*_{}\[\]<>()#+.!|-])
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Mark();
}
