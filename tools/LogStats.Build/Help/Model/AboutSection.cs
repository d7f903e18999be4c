namespace LogStats.Build.Help.Model;

/// <summary>A titled part of a topic; level 2 is a section, level 3 a part of the section before it.</summary>
internal sealed record AboutSection(string Title, int Level, IReadOnlyList<MarkdownBlock> Blocks);
