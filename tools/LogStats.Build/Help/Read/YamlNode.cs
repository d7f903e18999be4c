namespace LogStats.Build.Help.Read;

/// <summary>A YAML value: exactly one of a scalar, a list and a map.</summary>
internal sealed record YamlNode(int Line)
{
    public string? Scalar { get; init; }

    public IReadOnlyList<YamlNode>? Items { get; init; }

    public IReadOnlyDictionary<string, YamlNode>? Map { get; init; }
}
