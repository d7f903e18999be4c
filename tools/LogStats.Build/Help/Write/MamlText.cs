using System.Xml.Linq;
using LogStats.Build.Help.Model;
using static LogStats.Build.Help.Write.MamlNames;

namespace LogStats.Build.Help.Write;

/// <summary>
/// Writes running text as MAML paragraphs. Get-Help wraps each, sets an empty line after it, and trims its first line,
/// so a list is one paragraph of several lines and code starts at the margin.
/// </summary>
internal static class MamlText
{
    private const string EmptyLine = "\n\n";

    public static XElement Description(IReadOnlyList<MarkdownBlock> blocks) =>
        new(Maml + "description", Paragraphs(blocks));

    public static IEnumerable<XElement> Paragraphs(IReadOnlyList<MarkdownBlock> blocks) =>
        Lines(blocks).Select(static text => new XElement(Maml + "para", text));

    /// <summary>Paragraphs for an example's introduction, where Get-Help sets no empty line of its own.</summary>
    public static IEnumerable<XElement> SpacedParagraphs(IReadOnlyList<MarkdownBlock> blocks) =>
        Lines(blocks).Select(static text => new XElement(Maml + "para", text + EmptyLine));

    private static List<string> Lines(IReadOnlyList<MarkdownBlock> blocks)
    {
        List<string> paragraphs = [];
        bool inList = false;
        foreach (MarkdownBlock block in blocks)
        {
            bool isItem = block.Kind == MarkdownBlockKind.ListItem;
            string text = isItem ? $"{new string(' ', 2 * block.Depth)}{block.Marker} {block.Text}" : block.Text;
            if (isItem && inList)
            {
                paragraphs[^1] += "\n" + text;
            }
            else
            {
                paragraphs.Add(text);
            }

            inList = isItem;
        }

        return paragraphs;
    }
}
