using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>Reads a line of columns that a head has announced, as W3C logs have it: all of them, in that order.</summary>
internal sealed class ColumnMatcher
{
    private readonly ElfPiece[] _pieces;
    private readonly FieldRange[] _columns;
    private readonly FieldRange[] _ranges;
    private readonly NumberFields _numbers;
    private readonly TimeClock _clock;
    private readonly LineReason _tooFew;
    private readonly LineReason _tooMany;
    private readonly bool _allowsMore;
    private readonly bool _hasTime;
    private readonly bool _hasRequest;

    public ColumnMatcher(ElfPattern pattern, ClockRules rules)
    {
        _pieces = [.. pattern.Pieces.Where(piece => !piece.IsLiteral)];
        _columns = new FieldRange[_pieces.Length];
        ElfField last = _pieces.Select(piece => piece.Field).Append(ElfField.LatencyPart).Max();
        _ranges = new FieldRange[(int)last + 1];
        _numbers = new NumberFields(_pieces, [.. _pieces.Select(piece => (int)piece.Field)]);
        _clock = new TimeClock(rules, pattern.AssumesUtc);
        _allowsMore = pattern.AllowsMore;
        _hasTime = Array.Exists(_pieces, piece => piece.Time is not null);

        // What http.sys logs with a reason may be a connection that never asked for anything.
        _hasRequest = Array.Exists(_pieces, piece => piece.Field is ElfField.Status or ElfField.Method or ElfField.Target or ElfField.Path)
            && !Array.Exists(_pieces, piece => piece.Name.Equals("s-reason", StringComparison.OrdinalIgnoreCase));
        string announced = _pieces.Length == 1 ? "the one column" : $"the {_pieces.Length} columns";
        _tooFew = new LineReason("too-few-columns", $"it has fewer than {announced} that were announced", IsSkip: false);
        _tooMany = new LineReason("too-many-columns", $"it has more than {announced} that were announced", IsSkip: false);
        string[] names = new string[Math.Max(0, (int)last + 1 - (int)ElfField.Extra)];
        Array.Fill(names, "");
        foreach (ElfPiece piece in _pieces.Where(piece => piece.Field >= ElfField.Extra))
        {
            names[piece.Field - ElfField.Extra] = piece.Name;
        }

        ExtraNames = names;
    }

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on.</summary>
    public IReadOnlyList<string> ExtraNames { get; }

    /// <summary>The day of lines that tell only the time of day.</summary>
    public TimeParts Day { get; set; }

    public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        view.Bytes = line;
        view.Ranges = _ranges;
        NumberFields.Clear(ref view);
        Array.Clear(_ranges);
        int count = ColumnCut.Cut(line, _columns);
        if (count < _columns.Length)
        {
            count = ColumnCut.CutEmpty(line, _columns);
        }

        if (count < _columns.Length)
        {
            return _tooFew;
        }

        if (count > _columns.Length && !_allowsMore)
        {
            return _tooMany;
        }

        TimeParts parts = Day;
        for (int at = 0; at < _pieces.Length; at++)
        {
            ElfPiece piece = _pieces[at];
            FieldRange column = _columns[at];
            if (piece.Time is not null && piece.Time.Read(column.Of(line), ref parts) != column.Length)
            {
                return ElfReasons.Time;
            }

            _ranges[(int)piece.Field] = piece.IsList && piece.Field == ElfField.Client ? ClientText.First(line, column) : column;
        }

        if (_hasTime && !_clock.TryUtc(in parts, out view.Ticks, out view.OffsetMinutes))
        {
            return ElfReasons.Time;
        }

        if (_numbers.Read(ref view) is LineReason reason)
        {
            return reason;
        }

        return _hasRequest && view.Status < 0 && view.Target.IsEmpty && view[ElfField.Method].IsEmpty
            ? ElfReasons.NoRequest : LineVerdict.Record;
    }
}
