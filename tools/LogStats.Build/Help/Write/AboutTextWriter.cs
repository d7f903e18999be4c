using System.Text;
using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Write;

/// <summary>
/// Writes an about page as the plain text Get-Help shows. The first five lines have fixed places: Get-Help takes the
/// fifth as the topic's synopsis. Prose stays within 80 columns; code and tables keep their lines.
/// </summary>
internal static class AboutTextWriter
{
    private const int Width = 80;
    private const string Margin = "    ";

    public static string Write(AboutPage page)
    {
        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Margin).Append(page.Name).Append("\n\nSHORT DESCRIPTION\n");
        TextWrap.Append(text, page.ShortDescription, Margin, Margin, Width);
        foreach (AboutSection section in page.Sections)
        {
            text.Append('\n').Append(section.Level == 2 ? section.Title.ToUpperInvariant() : "  " + section.Title)
                .Append('\n');
            AppendBlocks(text, section.Blocks);
        }

        return text.ToString();
    }

    private static void AppendBlocks(StringBuilder text, IReadOnlyList<MarkdownBlock> blocks)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            bool inList = i > 0 && blocks[i].Kind == MarkdownBlockKind.ListItem && blocks[i - 1].Kind == blocks[i].Kind;
            if (i > 0 && !inList)
            {
                text.Append('\n');
            }

            AppendBlock(text, blocks[i]);
        }
    }

    private static void AppendBlock(StringBuilder text, MarkdownBlock block)
    {
        switch (block.Kind)
        {
            case MarkdownBlockKind.Paragraph:
                TextWrap.Append(text, block.Text, Margin, Margin, Width);
                break;
            case MarkdownBlockKind.ListItem:
                string bullet = Margin + new string(' ', 2 * block.Depth) + block.Marker + " ";
                TextWrap.Append(text, block.Text, bullet, new string(' ', bullet.Length), Width);
                break;
            default:
                string indent = block.Kind == MarkdownBlockKind.Code ? Margin + Margin : Margin;
                foreach (string line in block.Text.Split('\n'))
                {
                    text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
                }

                break;
        }
    }
}
