using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>
/// Reads a W3C log, whose head says what its columns are and may come again with others. A head that says the same as
/// the last one costs nothing.
/// </summary>
/// <param name="rules">For times.</param>
/// <param name="columns">The columns of lines before any head; null where there are none.</param>
/// <param name="latencyUnit">What durations are in, whatever the head's software is known for.</param>
internal sealed class W3cLines(ClockRules rules, ElfPattern? columns = null, ElfUnit latencyUnit = ElfUnit.None)
{
    private ColumnMatcher? _columns = columns is null ? null : new ColumnMatcher(columns, rules);
    private LineReason _without = ElfReasons.NoColumns;
    private TimeParts _day;
    private byte[] _software = [];
    private byte[] _fields = [];
    private byte[] _fieldsSoftware = [];

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on; another list once the columns are others.</summary>
    public IReadOnlyList<string> ExtraNames => _columns?.ExtraNames ?? [];

    public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        if (line is [(byte)'#' or 0 or 0xEF, ..])
        {
            line = W3cDirectives.Bare(line);
            if (line.IsEmpty)
            {
                return ElfReasons.Padding;
            }

            if (line[0] == '#')
            {
                Directive(line);
                return ElfReasons.Directive;
            }
        }

        return _columns is null ? _without : _columns.Match(line, ref view);
    }

    /// <summary>Takes directives that stand before the first line: of a range that does not begin with its log's head.</summary>
    /// <param name="directiveLines">Them, each with its LF, as <see cref="W3cDirectives.InForce"/> finds them.</param>
    public void Seed(ReadOnlySpan<byte> directiveLines)
    {
        while (!directiveLines.IsEmpty)
        {
            Directive(W3cDirectives.Next(ref directiveLines));
        }
    }

    private void Directive(ReadOnlySpan<byte> line)
    {
        if (W3cDirectives.IsFields(line))
        {
            Compile(line);
        }
        else if (W3cDirectives.IsSoftware(line))
        {
            _software = line.SequenceEqual(_software) ? _software : line.ToArray();
        }
        else if (W3cDirectives.IsDate(line))
        {
            _day = W3cDirectives.Day(line);
            GiveDay();
        }
    }

    private void Compile(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual(_fields) && _software.AsSpan().SequenceEqual(_fieldsSoftware))
        {
            return;
        }

        (_fields, _fieldsSoftware) = (line.ToArray(), _software);
        try
        {
            _columns = new ColumnMatcher(ElfLayouts.With(W3cColumns.Compile(line, _software), latencyUnit), rules);
            GiveDay();
        }
        catch (LogStatsException)
        {
            (_columns, _without) = (null, ElfReasons.BadColumns);
        }
    }

    private void GiveDay()
    {
        if (_columns is not null)
        {
            _columns.Day = _day;
        }
    }
}
