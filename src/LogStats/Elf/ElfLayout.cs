using LogStats.Elf.Patterns;

namespace LogStats.Elf;

/// <summary>One way in which lines may be laid out: a format of the catalogue, or one of the user's own, compiled.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Compiled">Null where the log itself says which columns it has: W3C.</param>
internal sealed record ElfLayout(string Name, ElfCompiled? Compiled)
{
    /// <summary>The unit that was given for the latency, in place of the format's.</summary>
    public ElfUnit LatencyUnit { get; init; }

    /// <summary>How text of a field is to be read.</summary>
    public ElfEscape Escape => Compiled is null ? ElfEscape.W3C : Compiled.Pattern?.Escape ?? ElfEscape.None;

    /// <summary>The head of the log says what its columns are.</summary>
    public bool IsColumns => Compiled is null || Compiled.Pattern is { IsColumns: true };

    /// <summary>Its latency is a whole number.</summary>
    public bool HasWholeLatency => Compiled?.Pattern?.Pieces.Any(piece => piece.Field == ElfField.Latency
        && piece.Unit is ElfUnit.Microseconds or ElfUnit.Milliseconds or ElfUnit.Nanoseconds) == true;

    /// <summary>The same pieces in the same units: two names of one thing.</summary>
    public bool IsSameAs(ElfLayout other)
        => Compiled?.Pattern is { } mine && other.Compiled?.Pattern is { } theirs && mine.Pieces.Count == theirs.Pieces.Count
            && mine.Pieces.Zip(theirs.Pieces).All(pair => pair.First.Field == pair.Second.Field && pair.First.Unit == pair.Second.Unit
                && pair.First.Literal.AsSpan().SequenceEqual(pair.Second.Literal));
}
