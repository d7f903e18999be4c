namespace LogStats;

/// <summary>A format that can be read.</summary>
public sealed class LogFormat
{
    public required string Name { get; init; }

    /// <summary>Which family it belongs to: the noun of the commands that read it.</summary>
    public required string Kind { get; init; }

    public required string Description { get; init; }

    /// <summary>The envelope its lines come in.</summary>
    public string? Envelope { get; init; }

    /// <summary>Whose language <see cref="Pattern"/> is in: apache, nginx, tomcat, haproxy, w3c or plain.</summary>
    public string? Dialect { get; init; }

    /// <summary>How a line is made up, as the server's own configuration says it.</summary>
    public string? Pattern { get; init; }

    /// <summary>How the server writes what it may not write as it is, where that is not the dialect's way.</summary>
    public string? Escape { get; init; }

    /// <summary>For lines that are JSON: what is told, and the keys that may tell it, the best first. A dot in a key goes
    /// into an object.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>In what durations and times are written, by key or by what is told: ns, us, ms, s.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines in this format. They are its test.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>The file of the user's own that it was read from; null for one that is built in.</summary>
    public string? Path { get; init; }

    public override string ToString() => Name;
}
