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

    /// <summary>Lines in this format. They are its test.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    public override string ToString() => Name;
}
