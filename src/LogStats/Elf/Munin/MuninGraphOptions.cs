namespace LogStats.Elf.Munin;

/// <summary>Which graphs are drawn of a report, and what they are called.</summary>
public sealed record MuninGraphOptions
{
    public MuninGraphFamily Family { get; init; } = MuninGraphFamily.All;

    /// <summary>Munin's category; null for one of each family's own.</summary>
    public string? Category { get; init; }

    /// <summary>Stands behind the ids and titles of graphs; null for the one that the report names, if any.</summary>
    public string? Instance { get; init; }

    /// <summary>The config holds the values too, so that Munin need not ask for them.</summary>
    public bool DirtyConfig { get; init; }

    /// <summary>Draws an empty graph where there is no data: some hosts take a plugin without output for a broken one.</summary>
    public bool DummyGraph { get; init; } = true;

    /// <summary>Takes a report that is not there yet for one without data.</summary>
    public bool AllowMissing { get; init; }
}
