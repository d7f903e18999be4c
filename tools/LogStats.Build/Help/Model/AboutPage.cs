namespace LogStats.Build.Help.Model;

/// <summary>A conceptual topic: a name, one line that says what it is about, and titled sections.</summary>
internal sealed record AboutPage(
    string Name,
    string ShortDescription,
    IReadOnlyList<AboutSection> Sections);
