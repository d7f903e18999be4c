using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>
/// One piece of a pattern: text that stands there as it is, or a field, which reaches to the next piece that is text.
/// </summary>
/// <param name="Name">How the server's own description calls it, such as <c>%>s</c> or <c>$status</c>: for messages, and
/// for a field without a meaning of its own its name in the record.</param>
internal sealed record ElfPiece(string Name)
{
    /// <summary>The text of a literal; empty for a field.</summary>
    public byte[] Literal { get; init; } = [];

    public ElfField Field { get; init; }

    public ElfUnit Unit { get; init; }

    /// <summary>For <see cref="ElfField.Time"/>: how the time is written.</summary>
    public TimePattern? Time { get; init; }

    /// <summary>Several values in one, parted by <c>, </c> and <c> : </c>, as nginx lists the upstreams it tried.</summary>
    public bool IsList { get; init; }

    /// <summary>May stand in quotes: a W3C column, in which a quote is doubled, or a request of S3, which is a bare hyphen
    /// where there was none.</summary>
    public bool MayBeQuoted { get; init; }

    /// <summary>Always so many bytes long, so that another field may follow at once: a status of one letter. 0 for any length.</summary>
    public int Length { get; init; }

    /// <summary>Set where the field follows another one at once: that one ends where this byte is met first. A path behind a
    /// host has its slash here.</summary>
    public byte StartsWith { get; init; }

    /// <summary>Not empty: the field stands between this and <see cref="Closes"/>, or is missing with both. Captured headers
    /// of HAProxy: <c>{a|b} </c>.</summary>
    public byte[] Opens { get; init; } = [];

    /// <summary>What ends a field that <see cref="Opens"/>, never part of its value.</summary>
    public byte[] Closes { get; init; } = [];

    /// <summary>Where the field ends is known without a literal behind it.</summary>
    public bool KnowsItsEnd => Time is not null || Length > 0 || Opens.Length > 0;

    public bool IsLiteral => Literal.Length > 0;

    public static ElfPiece Text(ReadOnlySpan<byte> text) => new(System.Text.Encoding.UTF8.GetString(text)) { Literal = text.ToArray() };
}
