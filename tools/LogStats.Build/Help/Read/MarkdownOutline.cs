namespace LogStats.Build.Help.Read;

/// <summary>A file cut at its headings; nothing inside the pieces has been looked at yet.</summary>
/// <param name="File">The name that errors show.</param>
/// <param name="FrontMatter">The lines between the two <c>---</c>; null when there are none.</param>
/// <param name="Top">The one first-level heading, with the second-level ones as its parts.</param>
internal sealed record MarkdownOutline(string File, IReadOnlyList<MarkdownLine>? FrontMatter, MarkdownSection Top)
{
    /// <summary>A second-level section; a missing one is an error at the page's title.</summary>
    public MarkdownSection Required(string title) => Optional(title)
        ?? throw Error(Top.Line, $"there is no '## {title}'");

    public MarkdownSection? Optional(string title) =>
        Top.Parts.FirstOrDefault(section => string.Equals(section.Title, title, StringComparison.OrdinalIgnoreCase));

    public HelpPageException Error(int line, string message) => new(File, line, message);
}
