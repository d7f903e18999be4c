using LogStats.Elf.Matching;

namespace LogStats.Elf;

/// <summary>How well one layout fits the first lines of an input.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Wrap">What its lines are wrapped in.</param>
/// <param name="Matched">How many of the lines it reads.</param>
/// <param name="Told">How many fields they tell on average: of two layouts that fit, the one that tells more.</param>
/// <param name="FirstMiss">The first line that does not fit; -1 for none.</param>
/// <param name="Miss">Why it does not.</param>
internal sealed record ElfFit(ElfLayout Layout, LineWrapKind Wrap, int Matched, double Told, int FirstMiss, string? Miss)
{
    /// <summary>Other layouts that fit as well and mean something else.</summary>
    public IReadOnlyList<string> Rivals { get; init; } = [];

}
