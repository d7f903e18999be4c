using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>How the end of a field is found.</summary>
internal enum StepKind : byte
{
    /// <summary>At the next byte that the following text begins with; that text is one byte.</summary>
    ToByte,

    /// <summary>At the following text, which is longer.</summary>
    ToText,

    /// <summary>At a quote that is not escaped and that the following text begins with.</summary>
    ToQuote,

    /// <summary>A time in the common form, 26 bytes.</summary>
    ClfTime,

    /// <summary>A time, which knows its own length.</summary>
    Time,

    /// <summary>At the following text, past separators of a list.</summary>
    List,

    /// <summary>At the end of the line.</summary>
    Rest,
}

/// <summary>One field of a pattern and the text that follows it.</summary>
internal sealed class PieceStep
{
    public required StepKind Kind { get; init; }

    public required ElfField Field { get; init; }

    /// <summary>Where its range is kept.</summary>
    public required int Index { get; init; }

    /// <summary>The text behind it; empty at the end of the line.</summary>
    public required byte[] Next { get; init; }

    public TimePattern? Time { get; init; }

    /// <summary>What to say of a line in which its end, or the field itself, is not there.</summary>
    public required LineReason Missing { get; init; }

    /// <summary>All fields of a pattern in order, each with what follows.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="lead">The text before the first field.</param>
    /// <param name="extras">How many fields have no meaning of their own.</param>
    public static PieceStep[] Of(ElfPattern pattern, out byte[] lead, out int extras)
    {
        lead = pattern.Pieces is [{ IsLiteral: true } first, ..] ? first.Literal : [];
        extras = 0;
        List<PieceStep> steps = [];
        byte[] before = lead;
        for (int at = lead.Length > 0 ? 1 : 0; at < pattern.Pieces.Count; at++)
        {
            ElfPiece piece = pattern.Pieces[at];
            byte[] next = at + 1 < pattern.Pieces.Count && pattern.Pieces[at + 1].IsLiteral ? pattern.Pieces[at + 1].Literal : [];
            bool named = piece.Field is ElfField.Extra or ElfField.LatencyPart;
            steps.Add(new PieceStep
            {
                Kind = KindOf(pattern, piece, before, next, last: at + (next.Length > 0 ? 2 : 1) >= pattern.Pieces.Count),
                Field = piece.Field,
                Index = named ? (int)ElfField.Extra + extras++ : (int)piece.Field,
                Next = next,
                Time = piece.Time,
                Missing = Reason(piece, steps.Count + 1, next),
            });
            before = next;
            at += next.Length > 0 ? 1 : 0;
        }

        return [.. steps];
    }

    private static StepKind KindOf(ElfPattern pattern, ElfPiece piece, byte[] before, byte[] next, bool last)
        => piece.Time is not null ? ReferenceEquals(piece.Time, TimePattern.Clf) ? StepKind.ClfTime : StepKind.Time
            : next.Length == 0 && last ? StepKind.Rest
            : before is [.., (byte)'"'] && next is [(byte)'"', ..] && pattern.Escape == ElfEscape.Backslash ? StepKind.ToQuote
            : piece.IsList ? StepKind.List
            : next.Length == 1 ? StepKind.ToByte
            : StepKind.ToText;

    private static LineReason Reason(ElfPiece piece, int column, byte[] next)
    {
        string what = next.Length == 0 ? "is not what it should be" : $"has no '{LineText.Show(next)}' behind it";
        return new LineReason($"column-{column}", $"column {column}, {piece.Name}, {what}", IsSkip: false);
    }
}
