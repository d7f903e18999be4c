namespace LogStats.Elf.Patterns;

/// <summary>
/// What a line is made of, whichever server described it: pieces in order, two literals never side by side. Two fields
/// side by side are an error of the description, because nobody could tell where the first one ends, unless the first
/// knows its own end or the second its beginning.
/// </summary>
/// <param name="Text">The description that it was compiled from.</param>
/// <param name="Pieces">Literals and fields, in order.</param>
internal sealed record ElfPattern(string Text, IReadOnlyList<ElfPiece> Pieces)
{
    public ElfEscape Escape { get; init; }

    /// <summary>More columns may follow, as ALB adds new ones at the end.</summary>
    public bool AllowsMore { get; init; }

    /// <summary>Columns are parted by any number of blanks or tabs rather than by the literals as they stand: W3C.</summary>
    public bool IsColumns { get; init; }

    /// <summary>The same without its last columns, for a line that this one does not fit: columns that were added over the
    /// years. Its named fields have the same numbers.</summary>
    public ElfPattern? Shorter { get; init; }

    /// <summary>Times that name no zone are in UTC: W3C.</summary>
    public bool AssumesUtc { get; init; }
}
