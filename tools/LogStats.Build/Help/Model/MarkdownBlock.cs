namespace LogStats.Build.Help.Model;

/// <summary>
/// A piece of running text: paragraphs and list items are one line each, the other kinds keep their lines.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without Markdown's marks unless it is code.</param>
/// <param name="Marker">A list item's bullet or number, or a code block's language.</param>
/// <param name="Depth">How deep a list item is nested, from zero.</param>
internal sealed record MarkdownBlock(MarkdownBlockKind Kind, string Text, string Marker = "", int Depth = 0);
