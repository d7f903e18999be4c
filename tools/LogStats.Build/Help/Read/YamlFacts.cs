namespace LogStats.Build.Help.Read;

/// <summary>A YAML map asked by key, with errors that name the line of the key.</summary>
internal sealed class YamlFacts(string file, int line, IReadOnlyDictionary<string, YamlNode> values)
{
    public void AllowOnly(IReadOnlySet<string> keys)
    {
        foreach ((string key, _) in values.Where(pair => !keys.Contains(pair.Key)))
        {
            throw Error(key, $"unknown key '{key}'");
        }
    }

    public string Required(string key) => Text(key) is { Length: > 0 } text
        ? text
        : throw Error(key, $"'{key}' is missing");

    public string Text(string key) => !values.TryGetValue(key, out YamlNode? node)
        ? ""
        : node.Scalar ?? throw Error(key, $"'{key}' must be one value");

    public bool Flag(string key) => Text(key).ToUpperInvariant() switch
    {
        "" or "FALSE" => false,
        "TRUE" => true,
        _ => throw Error(key, $"'{key}' must be true or false"),
    };

    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => item.Scalar ?? throw Error(key, $"'{key}' must be a list of values"))];

    public IReadOnlyList<YamlFacts> Maps(string key) =>
        [.. Items(key).Select(item => new YamlFacts(file, item.Line,
            item.Map ?? throw Error(key, $"'{key}' must be a list of maps")))];

    public HelpPageException Error(string key, string message) =>
        new(file, values.TryGetValue(key, out YamlNode? node) ? node.Line : line, message);

    // A key with nothing behind it is an empty list, and so is a key that is not there.
    private IReadOnlyList<YamlNode> Items(string key) =>
        !values.TryGetValue(key, out YamlNode? node) || node.Scalar is "" ? []
        : node.Items ?? throw Error(key, $"'{key}' must be a list");
}
