namespace LogStats.Build.Help.Read;

/// <summary>Follows the ``` fences of a file, so that a heading or list inside code is taken for code.</summary>
internal sealed class MarkdownFence
{
    private const string Mark = "```";

    /// <summary>The line of the open fence; zero outside code.</summary>
    public int OpenLine { get; private set; }

    public bool IsOpen => OpenLine > 0;

    /// <summary>True when the line is a fence, which belongs to neither side.</summary>
    public bool Take(MarkdownLine line)
    {
        string text = line.Text.TrimStart();
        if (!text.StartsWith(Mark, StringComparison.Ordinal) || (IsOpen && text.TrimEnd() != Mark))
        {
            return false;
        }

        OpenLine = IsOpen ? 0 : line.Number;
        return true;
    }

    /// <summary>The language that an opening fence names.</summary>
    public static string Language(MarkdownLine line) => line.Text.Trim()[Mark.Length..].Trim();
}
