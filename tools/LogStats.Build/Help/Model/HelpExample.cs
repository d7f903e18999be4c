namespace LogStats.Build.Help.Model;

/// <summary>An example: what to type, with the words before and after it.</summary>
internal sealed record HelpExample(
    string Title,
    IReadOnlyList<MarkdownBlock> Introduction,
    string Code,
    IReadOnlyList<MarkdownBlock> Remarks);
