using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads an about page: its name, a SHORT DESCRIPTION section of one paragraph, and whatever follows.
/// </summary>
internal static class AboutPageReader
{
    private const string Short = "SHORT DESCRIPTION";

    public static AboutPage Read(string file, string text)
    {
        MarkdownOutline outline = MarkdownOutlineReader.Read(file, text);
        string name = Path.GetFileNameWithoutExtension(file);
        if (!outline.Top.Title.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            throw outline.Error(outline.Top.Line, $"heading '{outline.Top.Title}' and file name '{name}' differ");
        }

        MarkdownSection brief = outline.Required(Short);
        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlockReader.Read(brief.Body);
        if (blocks is not [{ Kind: MarkdownBlockKind.Paragraph }])
        {
            throw outline.Error(brief.Line, $"'## {Short}' is one paragraph");
        }

        return new AboutPage(name, blocks[0].Text,
            [.. outline.Top.Parts.Where(section => section != brief).SelectMany(static section => Flatten(section))]);
    }

    private static IEnumerable<AboutSection> Flatten(MarkdownSection section) =>
    [
        new AboutSection(section.Title, 2, MarkdownBlockReader.Read(section.Body)),
        .. section.Parts.Select(static part => new AboutSection(part.Title, 3, MarkdownBlockReader.Read(part.Body))),
    ];
}
