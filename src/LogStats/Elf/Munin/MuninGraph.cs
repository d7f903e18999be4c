namespace LogStats.Elf.Munin;

/// <summary>One graph: what Munin is told of it once, and its values.</summary>
internal sealed class MuninGraph(MuninGraphFamily family, string id, string title, string info, string? verticalLabel, string? arguments)
{
    private readonly List<MuninField> _fields = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public MuninGraphFamily Family { get; } = family;

    public string Id { get; } = id;

    public IReadOnlyList<MuninField> Fields => _fields;

    /// <summary>Adds a line; its label is the name as it is, its field a name that Munin takes.</summary>
    public void Add(string name, string label, string value, string draw, string? colour = null)
        => _fields.Add(new MuninField(MuninName.Unique(MuninName.Field(name), _names), MuninName.Value(label), value, draw, colour));

    public IEnumerable<string> Config(string category, string titleEnd)
    {
        yield return $"graph_title {MuninName.Value(title)}{titleEnd}";
        yield return $"graph_category {category}";
        if (verticalLabel is not null)
        {
            yield return $"graph_vlabel {verticalLabel}";
        }

        yield return $"graph_info {MuninName.Value(info)}";
        if (arguments is not null)
        {
            yield return $"graph_args {arguments}";
        }

        foreach (MuninField field in _fields)
        {
            yield return $"{field.Name}.label {field.Label}";
            yield return $"{field.Name}.type GAUGE";
            yield return $"{field.Name}.draw {field.Draw}";
            yield return $"{field.Name}.info {field.Label}";
            if (field.Colour is not null)
            {
                yield return $"{field.Name}.colour {field.Colour}";
            }
        }
    }

    public IEnumerable<string> Values() => _fields.Select(field => $"{field.Name}.value {field.Value}");
}
