using System.Numerics;
using System.Runtime.CompilerServices;

namespace LogStats.Scan;

/// <summary>
/// Messages of several lines: a line is given once the next one shows that it does not go on. All its lines count: the
/// first as what the message is, the others as <see cref="LineReason.GoesOn"/>.
/// </summary>
public sealed partial class LineScan<TFormat, TView, TVisitor>
{
    /// <summary>Bytes at the front of the buffer that wait for the next line, their last LF included; 0 for none.</summary>
    private int _waiting;

    /// <summary>How many lines of those go on with the first.</summary>
    private int _more;

    /// <summary>The same of lines that came singly, without a LF at the end.</summary>
    private byte[] _line = [];
    private int _lineLength = -1;
    private long _lineOffset;

    /// <summary>What came singly and waits for the next line; null for nothing.</summary>
    internal (long Offset, byte[] Bytes)? Waiting => _lineLength < 0 ? null : (_lineOffset, _line.AsSpan(0, _lineLength).ToArray());

    /// <summary>Goes on where another scan waited, which has counted those lines' bytes.</summary>
    internal void Wait(ReadOnlySpan<byte> line, long offset)
    {
        Join(line, offset);
        _more = line.Count((byte)'\n');
    }

    /// <summary>No line comes for now: what came singly and waited for the next one is given as it is.</summary>
    internal void Pause()
    {
        if (_lineLength >= 0)
        {
            int length = _lineLength;
            _lineLength = -1;
            Whole(_line.AsSpan(0, length), _lineOffset);
        }
    }

    /// <summary>As <see cref="Visit"/>, one line behind: the last one waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int VisitJoined(ReadOnlySpan<byte> block, int from)
    {
        int first = 0;
        int start = _waiting;
        bool waits = _waiting > 0;
        for (int at = from; at < block.Length; at += LineFeeds.Width)
        {
            for (ulong ends = LineFeeds.Mask(block[at..]); ends != 0; ends &= ends - 1)
            {
                int end = at + BitOperations.TrailingZeroCount(ends);
                if (_dropping)
                {
                    EndDropped(block[..end]);
                    (first, start, waits) = (end + 1, end + 1, false);
                    continue;
                }

                if (waits && TFormat.GoesOn(block[start..end]) && end - first <= ScanDefaults.MaximumJoined)
                {
                    _more++;
                    start = end + 1;
                    continue;
                }

                if (waits)
                {
                    Whole(WithoutReturn(block[first..(start - 1)]), _offset + first);
                }

                (first, start, waits) = (start, end + 1, true);
            }
        }

        _waiting = waits ? start - first : 0;
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Whole(ReadOnlySpan<byte> line, long offset)
    {
        int more = _more;
        _more = 0;
        One(line, offset);
        if (more > 0)
        {
            Counts.Leave(LineReason.GoesOn, line[(line.IndexOf((byte)'\n') + 1)..], offset, more);
        }
    }

    /// <summary>Gives what waits at the front of the buffer, and takes it away.</summary>
    private void GiveWaiting()
    {
        int length = _waiting;
        if (length == 0)
        {
            return;
        }

        _waiting = 0;
        Whole(WithoutReturn(_buffer.AsSpan(0, length - 1)), _offset);
        _offset += length;
        _held -= length;
        _buffer.AsSpan(length, _held).CopyTo(_buffer);
    }

    /// <summary>The last line, which has no LF, may go on with what waits.</summary>
    private void EndJoined()
    {
        ReadOnlySpan<byte> last = _buffer.AsSpan(_waiting, _held - _waiting);
        if (_waiting > 0 && !last.IsEmpty && TFormat.GoesOn(last) && _held <= ScanDefaults.MaximumJoined)
        {
            _more++;
            _waiting = 0;
            Whole(_buffer.AsSpan(0, _held), _offset);
            _held = 0;
            return;
        }

        GiveWaiting();
    }

    private void Join(ReadOnlySpan<byte> line, long offset)
    {
        bool joins = _lineLength >= 0 && TFormat.GoesOn(line) && _lineLength + 1 + line.Length <= ScanDefaults.MaximumJoined;
        if (!joins)
        {
            Pause();
            (_lineOffset, _lineLength) = (offset, 0);
        }

        int start = joins ? _lineLength + 1 : 0;
        if (_line.Length < start + line.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, start + line.Length));
        }

        if (joins)
        {
            _line[_lineLength] = (byte)'\n';
            _more++;
        }

        line.CopyTo(_line.AsSpan(start));
        _lineLength = start + line.Length;
    }
}
