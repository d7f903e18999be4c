using System.Runtime.CompilerServices;

namespace LogStats.Receive;

/// <summary>
/// Cuts lines into runs of one window each. The hour that was found last is remembered as bytes, so that a line of the same hour
/// costs a search and a comparison; it gives the same as <see cref="StampFinder"/> for each line alone.
/// </summary>
internal sealed class LineWindows(WindowLength window)
{
    public const long Untimed = long.MinValue;

    private const int BracketPrefix = 15;
    private const int LongestFront = 120;

    private readonly long _length = window.Seconds;

    // "dd/Mon/yyyy:HH:" behind the first bracket of a line.
    private readonly byte[] _bracket = new byte[16];
    private long _bracketHour = -1;

    // All of a line up to the hour of its time.
    private readonly byte[] _front = new byte[LongestFront];
    private int _frontLength;
    private long _frontHour = -1;
    private bool _frontIsFirst;

    /// <param name="lines">Whole lines; the last may lack its line end.</param>
    /// <param name="now">What the clock of the receiver shows.</param>
    /// <param name="runs">Gets the runs, in order; all bytes are in one.</param>
    public void Split(ReadOnlySpan<byte> lines, DateTime now, List<LineRun> runs)
    {
        _frontHour = -1; // What a time without a year means depends on now.
        LineRun run = default;
        long from = 0;
        long to = 0;
        for (int at = 0; at < lines.Length;)
        {
            int length = lines[at..].IndexOf((byte)'\n');
            length = length < 0 ? lines.Length - at : length;
            int next = Math.Min(at + length + 1, lines.Length);
            short? offset = null;
            if (!Known(lines.Slice(at, length), out long time))
            {
                time = Found(lines.Slice(at, length), now, out offset);
            }

            if (run.Lines > 0 && (time < 0 ? run.Window == Untimed : time >= from && time < to))
            {
                run.Lines++;
                run.Length += next - at;
                run.First = Math.Min(run.First, time);
                run.Last = Math.Max(run.Last, time);
                run.Offset ??= offset;
            }
            else
            {
                if (run.Lines > 0)
                {
                    runs.Add(run);
                }

                from = time < 0 ? -1 : time - (time % _length);
                to = time < 0 ? -1 : from + _length;
                run = new LineRun { Window = time < 0 ? Untimed : from, Start = at, Length = next - at, Lines = 1, First = time, Last = time, Offset = offset };
            }

            at = next;
        }

        if (run.Lines > 0)
        {
            runs.Add(run);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Known(ReadOnlySpan<byte> line, out long time)
    {
        time = -1;
        if (_bracketHour >= 0 && line.Length > 4 && line[0] != '{' && line[4] != '/')
        {
            int bracket = line.IndexOf((byte)'[');
            if (bracket >= 0 && line.Length - bracket > StampFinder.ClfLength
                && line.Slice(bracket + 1, BracketPrefix).SequenceEqual(_bracket.AsSpan(0, BracketPrefix))
                && StampFinder.Rest(line, bracket + BracketPrefix) is >= 0 and int rest)
            {
                time = _bracketHour + rest;
                return true;
            }
        }

        return _frontHour >= 0 && KnownFront(line, out time);
    }

    private bool KnownFront(ReadOnlySpan<byte> line, out long time)
    {
        time = -1;
        if (line.Length < _frontLength + 6 || !line.StartsWith(_front.AsSpan(0, _frontLength))
            || (!_frontIsFirst && line.Contains((byte)'[')) || StampFinder.Rest(line, _frontLength) is not (>= 0 and int rest))
        {
            return false;
        }

        time = _frontHour + rest;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Found(ReadOnlySpan<byte> line, DateTime now, out short? offset)
    {
        LineStamp stamp = StampFinder.Find(line, now);
        offset = stamp.Offset;
        switch (stamp.Kind)
        {
            case StampKind.None:
                return -1;
            case StampKind.Clf when stamp.At > 0 && line[0] != '{' && line[..stamp.At].IndexOf((byte)'[') == stamp.At - 1:
                line.Slice(stamp.At, BracketPrefix).CopyTo(_bracket);
                _bracketHour = stamp.Hour;
                break;
            case StampKind.Clf or StampKind.Iso or StampKind.Slash or StampKind.Syslog:
                RememberFront(line, stamp);
                break;
            default:
                break;
        }

        return stamp.Seconds;
    }

    private void RememberFront(ReadOnlySpan<byte> line, LineStamp stamp)
    {
        int hour = stamp.At + stamp.Kind switch { StampKind.Clf => 14, StampKind.Syslog => 9, _ => 13 };
        if (hour > LongestFront)
        {
            _frontHour = -1;
            return;
        }

        line[..hour].CopyTo(_front);
        (_frontLength, _frontHour) = (hour, stamp.Hour);

        // Behind these nothing in the line could tell another time.
        _frontIsFirst = line[0] == '{' || (stamp.Kind == StampKind.Slash && stamp.At == 0);
    }
}
