namespace LogStats.Build.Help.Read;

/// <summary>Cuts a Markdown file at its front matter and its headings of the first three levels.</summary>
internal static class MarkdownOutlineReader
{
    private const string FrontMatterMark = "---";

    public static MarkdownOutline Read(string file, string text)
    {
        MarkdownLine[] lines = [.. text.ReplaceLineEndings("\n").Split('\n')
            .Select(static (line, index) => new MarkdownLine(index + 1, line.TrimEnd()))];
        IReadOnlyList<MarkdownLine>? frontMatter = null;
        int start = 0;
        if (lines[0].Text == FrontMatterMark)
        {
            int end = Array.FindIndex(lines, 1, static line => line.Text == FrontMatterMark);
            if (end < 0)
            {
                throw new HelpPageException(file, 1, "the front matter has no closing ---");
            }

            frontMatter = lines[1..end];
            start = end + 1;
        }

        return new MarkdownOutline(file, frontMatter, ReadSections(file, lines[start..]));
    }

    private static MarkdownSection ReadSections(string file, MarkdownLine[] lines)
    {
        MarkdownSection? top = null;
        MarkdownSection? current = null;
        MarkdownFence fence = new();
        foreach (MarkdownLine line in lines)
        {
            int level = fence.Take(line) || fence.IsOpen ? 0 : Level(line.Text);
            if (level == 0)
            {
                current?.Body.Add(line);
                if (current is null && !line.IsBlank)
                {
                    throw new HelpPageException(file, line.Number, "text before the page's '# ' heading");
                }

                continue;
            }

            current = new MarkdownSection(line.Text[level..].Trim(), line.Number);
            if ((level == 1) != (top is null))
            {
                throw new HelpPageException(file, line.Number, "a page has one '# ' heading, before all others");
            }

            List<MarkdownSection>? parts = level == 3 ? top!.Parts.LastOrDefault()?.Parts : top?.Parts;
            if (parts is null && level > 1)
            {
                throw new HelpPageException(file, line.Number, "a '### ' heading needs a '## ' heading before it");
            }

            parts?.Add(current);
            top ??= current;
        }

        if (fence.IsOpen)
        {
            throw new HelpPageException(file, fence.OpenLine, "the code block is never closed");
        }

        return top ?? throw new HelpPageException(file, 1, "the page has no '# ' heading");
    }

    private static int Level(string text) =>
        text.StartsWith("# ", StringComparison.Ordinal) ? 1
        : text.StartsWith("## ", StringComparison.Ordinal) ? 2
        : text.StartsWith("### ", StringComparison.Ordinal) ? 3
        : 0;
}
