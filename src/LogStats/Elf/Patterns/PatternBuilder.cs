using System.Text;
using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>
/// Puts a pattern together. Literals merge. A thing that is told twice is read from where it is told best, and the other
/// becomes a named field. What stands side by side must know where it ends.
/// </summary>
internal sealed class PatternBuilder(PatternSource source)
{
    private const string Advice
        = "Paste the log format as it stands in the server's configuration; an access log's line needs at least one field.";
    private readonly List<Draft> _drafts = [];
    private readonly StringBuilder _literal = new();

    public ElfEscape Escape { get; set; }

    public bool AllowsMore { get; set; }

    public void Literal(char letter) => _literal.Append(letter);

    public void Literal(string text) => _literal.Append(text);

    /// <summary>Adds a field.</summary>
    /// <param name="piece">It.</param>
    /// <param name="at">Where it stands in the source.</param>
    /// <param name="rank">Of two that tell the same, the higher one is believed, the first of equals.</param>
    public void Field(ElfPiece piece, int at, int rank = FieldMeaning.Usual)
    {
        Draft? last = _drafts.Count > 0 ? _drafts[^1] : null;
        bool isNext = _literal.Length == 0;
        if (piece.Field == ElfField.Query && last is { Piece.Field: ElfField.Path } && isNext)
        {
            ElfPiece both = last.Piece with { Name = last.Piece.Name + piece.Name, Field = ElfField.Target };
            _drafts[^1] = last with { Piece = both };
            return;
        }

        if (piece.Field == ElfField.ClientPort && last is { Piece: { Field: ElfField.Client, IsList: false } } && IsColon)
        {
            // An IPv6 address has colons of its own, so only both together can be read.
            _literal.Clear();
            ElfPiece both = last.Piece with { Name = last.Piece.Name + ":" + piece.Name, Field = ElfField.ClientAndPort };
            _drafts[^1] = last with { Piece = both };
            return;
        }

        if (piece.Field is ElfField.Target or ElfField.Path && last is { Piece.Field: ElfField.Host } && isNext)
        {
            piece = piece with { StartsWith = (byte)'/' };
        }

        if (piece.Opens.Length > 0 && last is not null && isNext)
        {
            piece = piece with { StartsWith = piece.Opens[0] };
        }

        Flush();
        _drafts.Add(new Draft(piece, at, rank));
    }

    /// <summary>A time between brackets, as most servers write it.</summary>
    public void BracketedTime(string name, TimePattern time, int at, int rank = FieldMeaning.Usual)
    {
        Literal('[');
        Field(new ElfPiece(name) { Field = ElfField.Time, Time = time }, at, rank);
        Literal(']');
    }

    /// <summary>Captured headers, which a server leaves out with the blank beside them where none are captured.</summary>
    /// <param name="name">How the server calls them.</param>
    /// <param name="at">Where they stand in the source.</param>
    /// <param name="withNext">The blank behind them belongs to them, else the one before.</param>
    public void Captured(string name, int at, bool withNext)
    {
        bool withLast = !withNext && _literal.Length > 0 && _literal[^1] == ' ';
        _literal.Length -= withLast ? 1 : 0;
        ElfPiece piece = new(name) { Field = ElfField.Extra };
        Field(piece with { Opens = [.. withLast ? " {"u8 : "{"u8], Closes = [.. withNext ? "} "u8 : "}"u8] }, at);
    }

    /// <summary>Takes back the blank before something that may be missing at the end.</summary>
    public void TrimLiteral() => _literal.Length -= _literal.Length > 0 && _literal[^1] == ' ' ? 1 : 0;

    /// <exception cref="Faults.LogStatsException">Nobody could read a line of this pattern.</exception>
    public ElfPattern Build()
    {
        Flush();
        Resolve();
        for (int index = 1; index < _drafts.Count; index++)
        {
            (ElfPiece first, ElfPiece second) = (_drafts[index - 1].Piece, _drafts[index].Piece);
            if (!first.IsLiteral && !second.IsLiteral && !first.KnowsItsEnd && second.StartsWith == 0)
            {
                throw source.Fault(
                    $"'{first.Name}' and '{second.Name}' stand side by side, so that nobody can tell where the first one ends",
                    _drafts[index].At, "Have the server write a blank or another letter between them.");
            }
        }

        return _drafts.Exists(draft => draft.Piece.Field != ElfField.None)
            ? new ElfPattern(source.Whole, [.. _drafts.Select(draft => draft.Piece)]) { Escape = Escape, AllowsMore = AllowsMore }
            : throw source.Fault("it holds no field", 0, Advice);
    }

    private bool IsColon => _literal.Length == 1 && _literal[0] == ':';

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _drafts.Add(new Draft(ElfPiece.Text(Encoding.UTF8.GetBytes(_literal.ToString())), 0, 0));
            _literal.Clear();
        }
    }

    private void Resolve()
    {
        int extra = (int)ElfField.Extra;
        int bestTime = _drafts.Where(draft => draft.Piece.Field == ElfField.Time).Select(draft => draft.Rank).DefaultIfEmpty().Max();
        for (int index = 0; index < _drafts.Count; index++)
        {
            Draft draft = _drafts[index];
            bool isTold = draft.Piece.Field switch
            {
                ElfField.None or ElfField.LatencyPart => true,
                ElfField.Time => draft.Rank == bestTime,
                ElfField.Extra => false,
                _ => Best(draft.Piece.Field) == draft,
            };
            if (!isTold)
            {
                ElfField named = extra <= byte.MaxValue ? (ElfField)extra++
                    : throw source.Fault("it holds more fields than can be told apart", draft.At, "Leave out some of them.");
                bool wasTime = draft.Piece.Field == ElfField.Time;
                _drafts[index] = draft with { Piece = draft.Piece with { Field = named, Time = wasTime ? null : draft.Piece.Time } };
            }
        }
    }

    private Draft Best(ElfField field)
        => _drafts.Where(draft => OneOf(draft.Piece.Field) == OneOf(field)).MaxBy(draft => draft.Rank)!;

    private static ElfField OneOf(ElfField field) => field == ElfField.ClientAndPort ? ElfField.Client : field;

    private sealed record Draft(ElfPiece Piece, int At, int Rank);
}
