namespace LogStats.Elf.Matching;

/// <summary>How the end of a field is found.</summary>
internal enum StepKind : byte
{
    /// <summary>At the following text, which begins with a blank.</summary>
    ToBlank,

    /// <summary>At the following text, which begins with something else.</summary>
    ToText,

    /// <summary>At a quote that is not escaped and that the following text begins with.</summary>
    ToQuote,

    /// <summary>A time in the common form, 26 bytes.</summary>
    ClfTime,

    /// <summary>A time, which knows its own length.</summary>
    Time,

    /// <summary>At the following text, past separators of a list.</summary>
    List,

    /// <summary>Where <see cref="StepEnd"/> says: one place only.</summary>
    Sure,

    /// <summary>At the end of the line.</summary>
    Rest,
}
