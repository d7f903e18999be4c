using System.Text.RegularExpressions;
using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Turns the lines below a heading into blocks. Wrapped lines are joined; code and tables keep theirs.
/// </summary>
internal static partial class MarkdownBlockReader
{
    // Two spaces nest a list in the pages; four do too, and then count twice, which only widens the indent.
    private const int SpacesPerDepth = 2;

    public static IReadOnlyList<MarkdownBlock> Read(IReadOnlyList<MarkdownLine> lines)
    {
        List<MarkdownBlock> blocks = [];
        List<string> gathered = [];
        MarkdownBlock? open = null;
        MarkdownFence fence = new();

        void Close()
        {
            if (open is not null)
            {
                bool joined = open.Kind is MarkdownBlockKind.Paragraph or MarkdownBlockKind.ListItem;
                string text = string.Join(joined ? ' ' : '\n', gathered);
                blocks.Add(open with { Text = joined ? MarkdownInline.ToText(text) : text });
            }

            open = null;
            gathered.Clear();
        }

        void Open(MarkdownBlock block, string text)
        {
            Close();
            open = block;
            gathered.Add(text);
        }

        foreach (MarkdownLine line in lines)
        {
            if (fence.Take(line))
            {
                Close();
                open = fence.IsOpen
                    ? new MarkdownBlock(MarkdownBlockKind.Code, "", MarkdownFence.Language(line))
                    : null;
            }
            else if (fence.IsOpen)
            {
                gathered.Add(line.Text);
            }
            else if (line.IsBlank)
            {
                Close();
            }
            else if (ListItem().Match(line.Text) is { Success: true } item)
            {
                Open(new MarkdownBlock(MarkdownBlockKind.ListItem, "", item.Groups[1].Value,
                    line.Indent / SpacesPerDepth), item.Groups[2].Value);
            }
            else if (line.Text[0] == '|' && open?.Kind != MarkdownBlockKind.Table)
            {
                Open(new MarkdownBlock(MarkdownBlockKind.Table, ""), line.Text);
            }
            else if (open is null)
            {
                Open(new MarkdownBlock(MarkdownBlockKind.Paragraph, ""), Unmarked(line.Text));
            }
            else
            {
                gathered.Add(open.Kind == MarkdownBlockKind.Table ? line.Text : Unmarked(line.Text));
            }
        }

        Close();
        return blocks;
    }

    // A fourth-level heading reads as a line of its own; a quotation loses its mark.
    private static string Unmarked(string text) => LeadingMark().Replace(text.Trim(), "");

    [GeneratedRegex(@"^ *([-*+]|\d+[.)]) +(.*)$")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^(#{4,6} +|> ?)")]
    private static partial Regex LeadingMark();
}
