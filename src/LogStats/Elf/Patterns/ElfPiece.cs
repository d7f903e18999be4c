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

    /// <summary>May stand in quotes, in which a quote is doubled: a W3C column.</summary>
    public bool MayBeQuoted { get; init; }

    public bool IsLiteral => Literal.Length > 0;

    public static ElfPiece Text(ReadOnlySpan<byte> text) => new(System.Text.Encoding.UTF8.GetString(text)) { Literal = text.ToArray() };
}
