namespace LogStats.Build.Help.Read;

/// <summary>A heading, the lines below it, and the headings one level deeper.</summary>
internal sealed record MarkdownSection(string Title, int Line, List<MarkdownLine> Body, List<MarkdownSection> Parts)
{
    public MarkdownSection(string title, int line)
        : this(title, line, [], [])
    {
    }
}
