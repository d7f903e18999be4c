using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>
/// Runs a pattern over a line: each field reaches to the first place where the text behind it stands. Where that leads
/// nowhere, because a field holds that very text, <see cref="PatternRetry"/> tries the places that follow. Every format
/// that is described by a pattern is read by this, the built-in ones too.
/// </summary>
internal sealed class PatternMatcher
{
    private readonly PieceStep[] _steps;
    private readonly WalkStep[] _walk;
    private readonly byte[] _lead;
    private readonly bool _allowsMore;
    private readonly FieldRange[] _ranges;
    private readonly NumberFields _numbers;
    private readonly LineMarks _marks = new();
    private readonly ClfTimeMemo _clf;
    private readonly TimeClock _clock;
    private readonly bool _hasTime;
    private readonly LineReason _tail;
    private readonly PatternMatcher? _shorter;
    private PatternRetry? _retry;

    public PatternMatcher(ElfPattern pattern, ClockRules rules)
    {
        _steps = PieceStep.Of(pattern, out _lead, out int places);
        _walk = [.. _steps.Select(step => new WalkStep(step))];
        _allowsMore = pattern.AllowsMore;
        _ranges = new FieldRange[places];
        _numbers = new NumberFields([.. _steps.Select(step => step.Piece)], [.. _steps.Select(step => step.Index)]);
        _clock = new TimeClock(rules, pattern.AssumesUtc);
        _clf = new ClfTimeMemo(_clock);
        _hasTime = Array.Exists(_steps, step => step.Field == ElfField.Time);
        _tail = new LineReason("tail", $"more follows where the line should end, behind {_steps[^1].Piece.Name}", IsSkip: false);
        ExtraNames = PieceStep.Names(pattern);
        _shorter = pattern.Shorter is { } shorter ? new PatternMatcher(shorter, rules) : null;
    }

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on.</summary>
    public IReadOnlyList<string> ExtraNames { get; }

    public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        view.Bytes = line;
        view.Ranges = _ranges;
        NumberFields.Clear(ref view);
        LineReason? reason = Walk(line, ref view);
        if (reason is null)
        {
            return LineVerdict.Record;
        }

        _retry ??= new PatternRetry(_steps, _lead, _allowsMore, _ranges);
        if (_retry.Match(line))
        {
            NumberFields.Clear(ref view);
            if (Finish(line, ref view))
            {
                view.IsDoubtful = true;
                return LineVerdict.Record;
            }
        }

        return _shorter is not null && _shorter.Match(line, ref view).IsRecord ? LineVerdict.Record : reason;
    }

    /// <summary>How much of a line had been read when it was left for this reason, from 0 to 1.</summary>
    public double ShareRead(LineReason reason)
    {
        int index = Array.FindIndex(_steps, step => ReferenceEquals(step.Missing, reason));
        return index < 0 ? 1 : (double)index / _steps.Length;
    }

    private LineReason? Walk(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        if (!line.StartsWith(_lead))
        {
            return _steps[0].Missing;
        }

        int at = _lead.Length;
        FieldRange[] ranges = _ranges;
        TimeParts parts = default;
        bool oneTime = true;
        WalkStep[] walk = _walk;
        LineMarks marks = _marks;
        marks.Mark(line);
        for (int index = 0; index < walk.Length; index++)
        {
            ref readonly WalkStep step = ref walk[index];
            int start = at;
            int length;
            switch (step.Kind)
            {
                case StepKind.ToBlank:
                    length = marks.Blank(at, line.Length) - at;
                    if (length >= 0 && !step.Follows(line[(at + length)..]))
                    {
                        length = line[at..].IndexOf(step.Next);
                    }

                    break;
                case StepKind.ToQuote:
                    length = marks.Quote(at, line.Length) - at;
                    if (length < 0 || line[at + length] != '"' || !step.Follows(line[(at + length)..]))
                    {
                        length = QuoteEnd(line[at..], length, step.Next);
                    }

                    break;
                case StepKind.ClfTime:
                    ReadOnlySpan<byte> stamp = line[at..];
                    length = _clf.Read(stamp, ref view) && stamp[ClfTimeMemo.Length..].StartsWith(step.Next) ? ClfTimeMemo.Length : -1;
                    break;
                case StepKind.ToText:
                    length = line[at..].IndexOf(step.Next);
                    break;
                default:
                    length = Other(_steps[index], line[at..], ref parts, ref oneTime, out int skip, out int taken);
                    start += skip;
                    at += taken - length;
                    break;
            }

            if (length < 0)
            {
                return _steps[index].Missing;
            }

            FieldRange range = new(start, length);
            ranges[step.Index] = range;
            if (step.IsRequest)
            {
                RequestLine.Cut(line, range, ranges);
            }
            else if (step.IsClientAndPort)
            {
                ClientText.Cut(line, range, ranges);
            }
            else if (step.IsClientList)
            {
                ranges[step.Index] = ClientText.First(line, range);
            }

            at += length + step.Next.Length;
        }

        if (at != line.Length && !(_allowsMore && line[at] == ' '))
        {
            return _tail;
        }

        if (!oneTime && !_clock.TryUtc(in parts, out view.Ticks, out view.OffsetMinutes))
        {
            return ElfReasons.Time;
        }

        return _numbers.Read(ref view);
    }

    /// <summary>The ends that few formats have.</summary>
    /// <returns>How long the field is; -1 where it is not there.</returns>
    private static int Other(PieceStep step, ReadOnlySpan<byte> rest, ref TimeParts parts, ref bool oneTime, out int skip, out int taken)
    {
        skip = 0;
        int length;
        switch (step.Kind)
        {
            case StepKind.Time:
                oneTime = false;
                taken = length = step.Time!.Read(rest, ref parts);
                return length >= 0 && rest[length..].StartsWith(step.Next) ? length : -1;
            case StepKind.List:
                return taken = ListEnd(rest, step.Next);
            case StepKind.Sure:
                return StepEnd.Find(step, rest, out skip, out length, out taken) && rest[taken..].StartsWith(step.Next) ? length : -1;
            default:
                return taken = rest.Length;
        }
    }

    /// <summary>Reads what a retry found: the fields are where their ranges say.</summary>
    private bool Finish(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        TimeParts parts = default;
        foreach (PieceStep step in _steps)
        {
            if (step.Time is not null && step.Time.Read(_ranges[step.Index].Of(line), ref parts) < 0)
            {
                return false;
            }

            if (step.Field == ElfField.Request)
            {
                RequestLine.Cut(line, _ranges[step.Index], _ranges);
            }
            else if (step.Field == ElfField.ClientAndPort)
            {
                ClientText.Cut(line, _ranges[step.Index], _ranges);
            }
            else if (step is { Field: ElfField.Client, Piece.IsList: true })
            {
                _ranges[step.Index] = ClientText.First(line, _ranges[step.Index]);
            }
        }

        return (!_hasTime || _clock.TryUtc(in parts, out view.Ticks, out view.OffsetMinutes)) && _numbers.Read(ref view) is null;
    }

    /// <summary>From <paramref name="at"/>, the first quote that is not escaped and with which <paramref name="next"/> begins.</summary>
    private static int QuoteEnd(ReadOnlySpan<byte> text, int at, byte[] next)
    {
        while (at >= 0 && at < text.Length)
        {
            if (text[at] == '"' && text[at..].StartsWith(next))
            {
                return at;
            }

            int from = at + (text[at] == '"' ? 1 : 2);
            if (from >= text.Length)
            {
                return -1;
            }

            int more = text[from..].IndexOfAny((byte)'"', (byte)'\\');
            at = more < 0 ? -1 : from + more;
        }

        return -1;
    }

    /// <summary>The first place of <paramref name="next"/> that is not the blank of <c>, </c> or <c> : </c>.</summary>
    private static int ListEnd(ReadOnlySpan<byte> text, byte[] next)
    {
        int at = 0;
        while (true)
        {
            int found = next.Length == 0 ? text.Length - at : text[at..].IndexOf(next);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            bool within = next is [(byte)' ', ..]
                && (text[..at].EndsWith(","u8) || text[..at].EndsWith(" :"u8) || text[at..].StartsWith(" : "u8));
            if (!within)
            {
                return at;
            }

            at++;
        }
    }
}
