using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>What the keys of a JSON access log tell, whichever server writes it. Of several keys that tell the same, the
/// first one that is there is taken.</summary>
/// <param name="Text">The description that it was compiled from.</param>
/// <param name="Fields">The keys, the best of each meaning first.</param>
internal sealed record ElfJsonFields(string Text, IReadOnlyList<ElfJsonField> Fields);

/// <summary>One key of a JSON access log.</summary>
/// <param name="Key">The key; a dot goes into an object, unless a key has the dot in its own name.</param>
/// <param name="Field">What it tells; from <see cref="ElfField.Extra"/> on, a field named by its key.</param>
internal sealed record ElfJsonField(string Key, ElfField Field)
{
    public ElfUnit Unit { get; init; }

    /// <summary>For <see cref="ElfField.Time"/>: how the time is written.</summary>
    public TimePattern? Time { get; init; }

    /// <summary>Several values in one text, as nginx lists the upstreams it tried.</summary>
    public bool IsList { get; init; }
}
