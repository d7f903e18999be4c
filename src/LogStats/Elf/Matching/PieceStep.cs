using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>One field of a pattern and the text that follows it.</summary>
internal sealed class PieceStep
{
    public required StepKind Kind { get; init; }

    public required ElfPiece Piece { get; init; }

    /// <summary>Where its range is kept.</summary>
    public required int Index { get; init; }

    /// <summary>The text behind it; empty where another field or the end of the line follows.</summary>
    public required byte[] Next { get; init; }

    /// <summary>What to say of a line in which its end, or the field itself, is not there.</summary>
    public required LineReason Missing { get; init; }

    /// <summary>The first byte of the field that follows at once; 0 where text follows.</summary>
    public byte StopsBefore { get; init; }

    public ElfField Field => Piece.Field;

    public TimePattern? Time => Piece.Time;

    /// <summary>All fields of a pattern in order, each with what follows.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="lead">The text before the first field.</param>
    /// <param name="places">How many ranges its fields need.</param>
    public static PieceStep[] Of(ElfPattern pattern, out byte[] lead, out int places)
    {
        IReadOnlyList<ElfPiece> pieces = pattern.Pieces;
        lead = pieces is [{ IsLiteral: true } first, ..] ? first.Literal : [];
        places = Math.Max((int)ElfField.Extra, pieces.Max(piece => (int)piece.Field + 1));
        List<PieceStep> steps = [];
        byte[] before = lead;
        for (int at = lead.Length > 0 ? 1 : 0; at < pieces.Count; at++)
        {
            ElfPiece piece = pieces[at];
            ElfPiece? following = at + 1 < pieces.Count ? pieces[at + 1] : null;
            byte[] next = following?.Literal ?? [];
            steps.Add(new PieceStep
            {
                Kind = KindOf(pattern, piece, before, following),
                Piece = piece,
                Index = piece.Field == ElfField.LatencyPart ? places++ : (int)piece.Field,
                Next = next,
                StopsBefore = following?.StartsWith ?? 0,
                Missing = Reason(piece, steps.Count + 1, next),
            });
            before = next;
            at += next.Length > 0 ? 1 : 0;
        }

        return [.. steps];
    }

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on.</summary>
    public static string[] Names(ElfPattern pattern)
        => [.. pattern.Pieces.Where(piece => piece.Field >= ElfField.Extra).OrderBy(piece => piece.Field).Select(piece => piece.Name)];

    private static StepKind KindOf(ElfPattern pattern, ElfPiece piece, byte[] before, ElfPiece? following)
    {
        byte[] next = following?.Literal ?? [];
        return piece.Time is not null
                ? ReferenceEquals(piece.Time, TimePattern.Clf) && pattern.Pieces.Count(other => other.Time is not null) == 1 ? StepKind.ClfTime : StepKind.Time
            : piece.Length > 0 || piece.Opens.Length > 0 || piece.MayBeQuoted || following is { IsLiteral: false } ? StepKind.Sure
            : following is null ? pattern.AllowsMore ? StepKind.Sure : StepKind.Rest
            : before is [.., (byte)'"'] && next[0] == '"' && pattern.Escape == ElfEscape.Backslash ? StepKind.ToQuote
            : piece.IsList ? StepKind.List
            : next[0] == ' ' ? StepKind.ToBlank
            : StepKind.ToText;
    }

    private static LineReason Reason(ElfPiece piece, int column, byte[] next)
    {
        string what = next.Length == 0 ? "is not what it should be" : $"has no '{LineText.Show(next)}' behind it";
        return new LineReason($"column-{column}", $"column {column}, {piece.Name}, {what}", IsSkip: false);
    }
}
