namespace LogStats.Build.Help.Model;

/// <summary>The kinds of text that help pages use.</summary>
internal enum MarkdownBlockKind
{
    Paragraph,
    ListItem,
    Code,
    Table,
}
