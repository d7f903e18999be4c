using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads the examples. The first code block is what to type; later blocks, such as its output, belong to the remarks.
/// </summary>
internal static class HelpExampleReader
{
    public static IReadOnlyList<HelpExample> Read(MarkdownOutline outline)
    {
        MarkdownSection section = outline.Required("EXAMPLES");
        return section.Parts.Count > 0
            ? [.. section.Parts.Select(part => ReadOne(outline, part))]
            : throw outline.Error(section.Line, "a page has at least one '### Example 1: title'");
    }

    private static HelpExample ReadOne(MarkdownOutline outline, MarkdownSection part)
    {
        List<MarkdownBlock> blocks = [.. MarkdownBlockReader.Read(part.Body)];
        int code = blocks.FindIndex(static block => block.Kind == MarkdownBlockKind.Code);
        return code >= 0
            ? new HelpExample(part.Title, blocks[..code], blocks[code].Text, blocks[(code + 1)..])
            : throw outline.Error(part.Line, "the example has no code block");
    }
}
