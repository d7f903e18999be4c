namespace LogStats.Build.Help.Read;

/// <summary>A line with its number in the file, counted from one.</summary>
internal readonly record struct MarkdownLine(int Number, string Text)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>How many spaces it starts with.</summary>
    public int Indent => Text.Length - Text.TrimStart(' ').Length;
}
