namespace LogStats.Build.Help.Model;

/// <summary>The help of one cmdlet, complete and checked: whoever holds one can write it in any form.</summary>
internal sealed record HelpPage(
    string Name,
    string Module,
    IReadOnlyList<MarkdownBlock> Synopsis,
    IReadOnlyList<HelpSyntax> Syntax,
    IReadOnlyList<MarkdownBlock> Description,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<HelpParameter> Parameters,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    IReadOnlyList<MarkdownBlock> Notes,
    IReadOnlyList<HelpLink> Links)
{
    public string Verb => Name[..Name.IndexOf('-', StringComparison.Ordinal)];

    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
