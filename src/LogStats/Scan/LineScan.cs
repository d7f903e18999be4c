using System.Numerics;
using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>
/// The one loop of the engine: blocks of bytes in, lines cut at LF (one CR directly before it belongs to the line end),
/// each line through the format and each view to the visitor. Generic over both, so that the compiler makes one loop
/// for each pair, with no call through a table and no allocation per line. Lines of any length pass; memory does not
/// grow past <see cref="ScanDefaults.MaximumLine"/>, and a line beyond it is counted and rejected.
/// </summary>
public sealed partial class LineScan<TFormat, TView, TVisitor>(TFormat format, TVisitor visitor)
    where TFormat : struct, ILineFormat<TView>
    where TView : struct, allows ref struct
    where TVisitor : struct, ILineVisitor<TView>
{
    private byte[] _buffer = [];
    private int _held;
    private long _offset;
    private long _dropped;
    private bool _dropping;
    private bool _ended = true;
    private TFormat _format = format;
    private TVisitor _visitor = visitor;

    public ScanCounts Counts { get; } = new();

    public TVisitor Visitor => _visitor;

    /// <summary>Told of each refused line; null for nobody.</summary>
    public RejectedLine? Rejected { get; init; }

    /// <summary>The longest line that is looked at; for tests that reach it in three lines.</summary>
    internal int MaximumLine { get; init; } = ScanDefaults.MaximumLine;

    internal int BlockSize { get; init; } = ScanDefaults.BlockSize;

    /// <summary>Reads one input from its start to its end.</summary>
    public void Run(ByteSource source, CancellationToken stop = default)
    {
        while (Step(source))
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Reads one block and visits the lines that are complete. False once the input has ended: its last line, with or
    /// without a LF, has then been visited, and the scan is ready for the next input.
    /// </summary>
    public bool Step(ByteSource source)
    {
        if (_ended)
        {
            _ended = false;
            _offset = source.Start;
        }

        MakeRoom();
        int read = Read(source);
        Counts.Bytes += read;
        if (read == 0)
        {
            EndInput();
            return false;
        }

        int length = _held + read;
        Span<byte> block = _buffer.AsSpan(0, length);
        int rest = TFormat.Joins ? VisitJoined(block, _held) : Visit(block, _held);
        _offset += rest;
        _held = length - rest;
        _buffer.AsSpan(rest, _held).CopyTo(_buffer);
        return true;
    }

    /// <summary>Visits one line that came from elsewhere, such as a string of a pipeline.</summary>
    public void Line(ReadOnlySpan<byte> line, long offset)
    {
        Counts.Bytes += line.Length;
        if (TFormat.Joins)
        {
            Join(WithoutReturn(line), offset);
            return;
        }

        One(WithoutReturn(line), offset);
    }

    /// <summary>Visits each complete line and returns where the rest starts. No LF stands before <c>from</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Visit(ReadOnlySpan<byte> block, int from)
    {
        int start = 0;
        for (int at = from; at < block.Length; at += LineFeeds.Width)
        {
            for (ulong ends = LineFeeds.Mask(block[at..]); ends != 0; ends &= ends - 1)
            {
                int end = at + BitOperations.TrailingZeroCount(ends);
                if (_dropping)
                {
                    EndDropped(block[..end]);
                }
                else
                {
                    One(WithoutReturn(block[start..end]), _offset + start);
                }

                start = end + 1;
            }
        }

        return start;
    }

    /// <summary>The line without the CR that stood before its LF. At the end of the input, where no LF is, a CR stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line)
        => line is [.., (byte)'\r'] ? line[..^1] : line;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void One(ReadOnlySpan<byte> line, long offset)
    {
        LineVerdict verdict = _format.Read(line, out TView view);
        if (verdict.IsRecord)
        {
            Counts.Records++;
            _visitor.Visit(in view, line, offset);
        }
        else
        {
            Leave(verdict.Reason!, line, offset);
        }
    }

    private void Leave(LineReason reason, ReadOnlySpan<byte> line, long offset)
    {
        Counts.Leave(reason, line, offset);
        if (!reason.IsSkip)
        {
            Rejected?.Invoke(reason, line, offset);
        }
    }

    /// <summary>Reads on; where that fails, the line it fails in is accounted for, as a line that nobody can know whole.</summary>
    private int Read(ByteSource source)
    {
        try
        {
            return source.Read(_buffer.AsSpan(_held, Math.Min(BlockSize, _buffer.Length - _held)));
        }
        catch (LogStatsException) when (_held > 0)
        {
            if (TFormat.Joins)
            {
                GiveWaiting();
            }

            if (_held > 0)
            {
                Leave(LineReason.CutOff, _buffer.AsSpan(0, _held), _offset);
            }

            (_held, _dropped, _dropping, _ended) = (0, 0, false, true);
            throw;
        }
    }

    /// <summary>Doubles the buffer while the line fits the limit; past it, keeps only the front as a sample.</summary>
    private void MakeRoom()
    {
        if (_buffer.Length - _held > 0 && _buffer.Length >= BlockSize)
        {
            return;
        }

        if (TFormat.Joins && _held >= MaximumLine)
        {
            GiveWaiting();
            if (_buffer.Length - _held > 0)
            {
                return;
            }
        }

        if (_held < MaximumLine)
        {
            Array.Resize(ref _buffer, Math.Min(Math.Max(BlockSize, _buffer.Length * 2), Math.Max(BlockSize, MaximumLine)));
            return;
        }

        // Half of what is held at most: a read that has no room would look like the end.
        int kept = Math.Min(_held / 2, ScanDefaults.SampleLength);
        _dropped += _held - kept;
        _dropping = true;
        _held = kept;
    }

    private void EndDropped(ReadOnlySpan<byte> sample)
    {
        long start = _offset;
        _offset += _dropped;
        _dropped = 0;
        _dropping = false;
        Leave(LineReason.TooLong, sample, start);
    }

    private void EndInput()
    {
        if (TFormat.Joins)
        {
            EndJoined();
        }

        ReadOnlySpan<byte> last = _buffer.AsSpan(0, _held);
        if (_dropping)
        {
            EndDropped(last);
        }
        else if (_held > 0)
        {
            Last(last);
        }

        _held = 0;
        _ended = true;
    }

    /// <summary>Apart, because what holds the hot path is compiled at the start, whether it is reached or not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Last(ReadOnlySpan<byte> line) => One(line, _offset);
}
