using System.Runtime.CompilerServices;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf;

/// <summary>Reads the lines of one input by one layout. For one thread.</summary>
internal sealed class ElfLineReader
{
    private readonly PatternMatcher? _pattern;
    private readonly JsonMatcher? _json;
    private readonly W3cLines? _columns;
    private readonly LineWrap? _wrap;
    private bool _begun;

    public ElfLineReader(ElfLayout layout, LineWrapKind wrap, ClockRules rules)
    {
        Name = layout.Name;
        Escape = layout.Escape;
        _wrap = wrap == LineWrapKind.None ? null : new LineWrap(wrap, rules);
        switch (layout.Compiled)
        {
            case { JsonFields: { } fields }:
                _json = new JsonMatcher(fields, rules);
                break;
            case { Pattern: { IsColumns: false } pattern }:
                _pattern = new PatternMatcher(pattern, rules);
                break;
            default:
                _columns = new W3cLines(rules, layout.Compiled?.Pattern, layout.LatencyUnit);
                break;
        }
    }

    /// <summary>The layout's name.</summary>
    public string Name { get; }

    public ElfEscape Escape { get; }

    /// <summary>Lines can only be read once the directives before them have been.</summary>
    public bool NeedsHead => _columns is not null;

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on.</summary>
    public IReadOnlyList<string> ExtraNames => _pattern?.ExtraNames ?? _json?.ExtraNames ?? _columns!.ExtraNames;

    /// <summary>The directives that hold where a range begins.</summary>
    public void Seed(ReadOnlySpan<byte> directives) => _columns?.Seed(directives);

    public LineVerdict Read(ReadOnlySpan<byte> line, out ElfLine view)
    {
        // The matcher sets all of it, and clearing it first would cost as much as finding a field.
        Unsafe.SkipInit(out view);
        if (_pattern is not null && _wrap is null && _begun && !line.IsEmpty)
        {
            LineVerdict verdict = _pattern.Match(line, ref view);
            return verdict.IsRecord ? verdict : Left(line, verdict);
        }

        view = default;
        return Slowly(line, ref view);
    }

    private LineVerdict Slowly(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        if (!_begun)
        {
            _begun = true;
            line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        }

        if (line.IsEmpty)
        {
            return LineReason.Blank;
        }

        UnwrappedLine unwrapped = default;
        if (_wrap is not null)
        {
            if (_wrap.Unwrap(line, out unwrapped) is LineReason reason)
            {
                return reason;
            }

            line = unwrapped.Line;
        }

        LineVerdict verdict = _pattern is not null ? _pattern.Match(line, ref view)
            : _json is not null ? _json.Match(line, ref view)
            : _columns!.Match(line, ref view);
        if (!verdict.IsRecord)
        {
            return Left(line, verdict);
        }

        if (_wrap is not null)
        {
            unwrapped.Complete(ref view);
        }

        return verdict;
    }

    /// <summary>What looks like no line of any log is left out for what it is.</summary>
    private static LineVerdict Left(ReadOnlySpan<byte> line, LineVerdict verdict)
        => line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0 ? LineReason.Blank
            : line.IndexOfAnyExcept((byte)0) < 0 ? ElfReasons.Padding
            : verdict;
}
