using System.Globalization;

namespace LogStats.Follow;

/// <summary>How lines are cut and given.</summary>
internal sealed partial class FollowedFile
{
    /// <summary>Reads on, at most about one look's length, as the file was at <paramref name="state"/> or later.</summary>
    public Reading Read(FileState state, FollowScratch scratch, IFollowedLines taker, CancellationToken stop)
    {
        ReadTo = null;
        for (int given = 0; given < _options.LookLength && taker.WantsMore;)
        {
            stop.ThrowIfCancellationRequested();
            long from = Math.Max(Offset, _searched);
            int read = Bytes.Read(from, scratch.Block);
            scratch.Given += read;
            if (!Check(scratch, from + read))
            {
                return Reading.Replaced;
            }

            _lastWrite = Math.Max(_lastWrite, state.LastWrite);
            if (!Give(scratch.Block.AsSpan(0, read), from, scratch, taker))
            {
                return Reading.Replaced;
            }

            // A compressed file that is cut gives its last bytes before its fault: only none is the end.
            if (read < (IsGzip ? 1 : scratch.Block.Length) && Math.Max(Offset, _searched) >= from + read)
            {
                ReadTo = state;
                return Reading.End;
            }

            given += scratch.Block.Length;
        }

        return Reading.More;
    }

    /// <summary>The file is over: gives what stands behind its last line end.</summary>
    public void Finish(FollowScratch scratch, IFollowedLines taker)
    {
        if (_searched > Offset)
        {
            FileId = FileId.Length > 0 ? FileId : Name(scratch.Front.AsSpan(0, Bytes.Read(0, scratch.Front)));
            _ = Long(_searched, 0, scratch, taker, isPartial: true);
        }
    }

    /// <summary>Gives each line that ends in the block. False if the file was cut meanwhile.</summary>
    private bool Give(Span<byte> block, long from, FollowScratch scratch, IFollowedLines taker)
    {
        int start = 0;
        if (from > Offset)
        {
            int end = block.IndexOf((byte)'\n');
            if (end >= 0)
            {
                return Long(from + end, 1, scratch, taker, isPartial: false);
            }

            _searched = from + block.Length;
            return true;
        }

        try
        {
            int length;
            while ((length = block[start..].IndexOf((byte)'\n')) >= 0)
            {
                One(block.Slice(start, length + 1), from + start, taker, isPartial: false);
                start += length + 1;
            }
        }
        finally
        {
            Advance(block[..start], start);
        }

        _searched = from + block.Length;
        return true;
    }

    /// <summary>A line whose front was searched before: read once more, as a whole, unless it is too long to be held.</summary>
    private bool Long(long end, int feed, FollowScratch scratch, IFollowedLines taker, bool isPartial)
    {
        long length = end - Offset;
        int kept = (int)Math.Min(length, length > _options.MaximumLine ? FilePrint.LongestTail : length);
        Span<byte> line = scratch.Line(kept + feed);
        if (Bytes.Read(end - kept, line) < line.Length || !Check(scratch, end + feed))
        {
            return false;
        }

        if (length > _options.MaximumLine)
        {
            TooLong(length);
        }
        else
        {
            One(line, Offset, taker, isPartial);
        }

        Advance(line, length + feed);
        _searched = Offset;
        return true;
    }

    private void One(ReadOnlySpan<byte> whole, long offset, IFollowedLines taker, bool isPartial)
    {
        int length = isPartial ? whole.Length : whole.Length - 1;
        if (length > _options.MaximumLine)
        {
            TooLong(length);
            return;
        }

        taker.Line(new FollowedLine(_path, FileId, offset, whole, isPartial, this));
    }

    private void TooLong(long length)
        => _options.Tell?.Invoke(new FollowEvent(FollowEventKind.LineTooLong, _path, string.Create(
            CultureInfo.InvariantCulture, $"A line of {length:N0} bytes at byte {Offset:N0} or later is too long and was passed over.")));

    /// <summary>Moves the offset and keeps the last bytes before it.</summary>
    private void Advance(ReadOnlySpan<byte> last, long length)
    {
        Offset += length;
        int old = Math.Min(_tailLength, Math.Max(0, _tail.Length - last.Length));
        _tail.AsSpan(_tailLength - old, old).CopyTo(_tail);
        last = last[^Math.Min(last.Length, _tail.Length)..];
        last.CopyTo(_tail.AsSpan(old));
        _tailLength = old + last.Length;
    }
}
