namespace LogStats.Build.Help.Model;

/// <summary>A type that a cmdlet takes from the pipeline or gives to it.</summary>
internal sealed record HelpType(string Name, IReadOnlyList<MarkdownBlock> Description);
