namespace LogStats.Sinks.Targets;

/// <summary>A target as somebody typed it, taken apart: <c>scheme:rest?name=value</c>, or a plain file name.</summary>
public sealed class Target
{
    private readonly IReadOnlyList<(string Name, string Value)> _pairs;

    private Target(string text, string? scheme, string rest, IReadOnlyList<(string Name, string Value)> pairs)
    {
        _pairs = pairs;
        Text = text;
        Scheme = scheme;
        Rest = rest;
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in pairs)
        {
            settings[name] = value;
        }

        Settings = settings;
    }

    /// <summary>All of it. May hold a password: for messages there is <see cref="Shown"/>.</summary>
    public string Text { get; }

    /// <summary>What stands before the first colon, in lower case; null for a file name.</summary>
    public string? Scheme { get; }

    /// <summary>What stands between the scheme and the question mark.</summary>
    public string Rest { get; }

    /// <summary>What stands behind the question mark, decoded. A file name has none: it may hold one itself.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>It without user, password and the values of its settings.</summary>
    public string Shown => TargetSecrets.Hide(Text);

    /// <summary>Whether it brings a password along, which others can read where it is an argument of a program.</summary>
    public bool HasPassword => TargetSecrets.HasPassword(Text);

    /// <summary>All values of a setting that may stand there several times, such as recipients.</summary>
    public IReadOnlyList<string> All(string name)
        => [.. _pairs.Where(pair => pair.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static pair => pair.Value)];

    /// <summary>Takes a text apart; never a fault, because only the target itself knows what is right.</summary>
    public static Target Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!IsScheme(text.AsSpan(0, Math.Max(colon, 0))))
        {
            return new Target(text, null, text, []);
        }

        string rest = text[(colon + 1)..];
        int mark = rest.IndexOf('?', StringComparison.Ordinal);
        List<(string, string)> settings = [];
        foreach (string pair in mark < 0 ? [] : rest[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            settings.Add((Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""));
        }

        return new Target(text, text[..colon].ToLowerInvariant(), mark < 0 ? rest : rest[..mark], settings);
    }

    public override string ToString() => Shown;

    // Two letters at least: "C:\logs\a.csv" is a file.
    private static bool IsScheme(ReadOnlySpan<char> text)
        => text.Length >= 2 && char.IsAsciiLetter(text[0])
            && !text.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-");
}
