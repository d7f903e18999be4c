using System.Text.RegularExpressions;
using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads a cmdlet's page, in the layout of platyPS schema 2024-05-01. A page that lacks what Get-Help shows, or has a
/// section nobody would show, is an error: a help page fails at build time or not at all.
/// </summary>
internal static partial class HelpPageReader
{
    private static readonly string[] s_sections =
    [
        "SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES",
        "RELATED LINKS",
    ];

    public static HelpPage Read(string file, string text)
    {
        MarkdownOutline outline = MarkdownOutlineReader.Read(file, text);
        string module = CheckFrontMatter(outline);
        CheckHeadings(outline);
        IReadOnlyList<HelpParameter> parameters = HelpParameterReader.Read(outline);
        return new HelpPage(
            outline.Top.Title,
            module,
            Text(outline, "SYNOPSIS"),
            HelpSyntaxReader.Read(outline, parameters),
            Text(outline, "DESCRIPTION"),
            HelpExampleReader.Read(outline),
            parameters,
            Types(outline, "INPUTS"),
            Types(outline, "OUTPUTS"),
            outline.Optional("NOTES") is { } notes ? MarkdownBlockReader.Read(notes.Body) : [],
            Links(outline));
    }

    private static string CheckFrontMatter(MarkdownOutline outline)
    {
        IReadOnlyDictionary<string, YamlNode> values = YamlReader.Read(
            outline.File, outline.FrontMatter ?? throw outline.Error(1, "the page has no front matter"));
        string Value(string key) => values.TryGetValue(key, out YamlNode? node) && node.Scalar is { Length: > 0 } text
            ? text
            : throw outline.Error(1, $"the front matter has no '{key}'");

        string title = Value("title");
        string fileName = Path.GetFileNameWithoutExtension(outline.File);
        if (title != outline.Top.Title || title != fileName)
        {
            throw outline.Error(outline.Top.Line,
                $"title '{title}', heading '{outline.Top.Title}' and file name '{fileName}' must be the same");
        }

        return CmdletName().IsMatch(title)
            ? Value("Module Name")
            : throw outline.Error(outline.Top.Line, $"'{title}' is not Verb-Noun");
    }

    private static void CheckHeadings(MarkdownOutline outline)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (MarkdownSection section in outline.Top.Parts)
        {
            if (!s_sections.Contains(section.Title, StringComparer.OrdinalIgnoreCase))
            {
                throw outline.Error(section.Line, $"help has no section '{section.Title}'");
            }

            if (!seen.Add(section.Title))
            {
                throw outline.Error(section.Line, $"section '{section.Title}' is there twice");
            }
        }
    }

    private static IReadOnlyList<MarkdownBlock> Text(MarkdownOutline outline, string title)
    {
        MarkdownSection section = outline.Required(title);
        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlockReader.Read(section.Body);
        return blocks.Count > 0 ? blocks : throw outline.Error(section.Line, $"'## {title}' says nothing");
    }

    private static IReadOnlyList<HelpType> Types(MarkdownOutline outline, string title) =>
        [.. outline.Required(title).Parts.Select(static part =>
            new HelpType(MarkdownInline.ToText(part.Title).Trim('`'), MarkdownBlockReader.Read(part.Body)))];

    private static IReadOnlyList<HelpLink> Links(MarkdownOutline outline) =>
        outline.Optional("RELATED LINKS") is { } section
            ? [.. section.Body.SelectMany(static line => Link().Matches(line.Text)).Select(static match => new HelpLink(
                match.Groups[1].Value,
                MarkdownInline.IsWeb(match.Groups[2].Value) ? match.Groups[2].Value : ""))]
            : [];

    [GeneratedRegex("^[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+$")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)\s]*)\)")]
    private static partial Regex Link();
}
