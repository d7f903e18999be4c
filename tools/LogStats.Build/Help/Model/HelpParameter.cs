namespace LogStats.Build.Help.Model;

/// <summary>One parameter as its page describes it.</summary>
internal sealed record HelpParameter(
    string Name,
    int Line,
    IReadOnlyList<MarkdownBlock> Description,
    string Type,
    string DefaultValue,
    bool SupportsWildcards,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<HelpParameterUse> Uses,
    IReadOnlyList<string> AcceptedValues)
{
    private const string Switch = "SwitchParameter";
    private const string Nullable = "System.Nullable[";

    /// <summary>The type as a syntax line shows it: no namespaces, and nothing of how absence is told.</summary>
    public string ShortType
    {
        get
        {
            string type = Type.StartsWith(Nullable, StringComparison.Ordinal) ? Type[Nullable.Length..^1] : Type;
            return string.Join('[', type.Split('[').Select(static part => part[(part.LastIndexOf('.') + 1)..]));
        }
    }

    public bool IsSwitch => ShortType == Switch;

    public bool IsArray => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>How a parameter set uses it; null when that set does not have it.</summary>
    public HelpParameterUse? UseIn(string set) =>
        Uses.FirstOrDefault(use => string.Equals(use.SetName, set, StringComparison.OrdinalIgnoreCase))
        ?? Uses.FirstOrDefault(static use => use.IsEverySet);
}
