using System.Globalization;
using System.Text;
using LogStats.Tally;

namespace LogStats.Follow;

/// <summary>
/// One file that is read, wherever it stands. It gives whole lines, and before any line is given it is shown that the
/// file is still the one it was: first the bytes are read, then its front and the bytes before the offset compared, so
/// that a file which is cut in between is noticed.
/// </summary>
internal sealed class FollowedFile : IDisposable
{
    private readonly FollowOptions _options;
    private readonly string _path;
    private readonly byte[] _tail = new byte[FilePrint.LongestTail];
    private int _tailLength;
    private FilePrint _front;
    private long _searched;
    private long _lastWrite;
    private LogBytes? _bytes;

    private FollowedFile(FollowOptions options, string path, long number, LogBytes bytes, FileState state)
    {
        (_options, _path, Number, _bytes, Identity) = (options, path, number, bytes, state.Identity);
        _lastWrite = state.LastWrite;
        IsGzip = bytes.IsGzip;
    }

    public FileIdentity Identity { get; }

    public long Number { get; }

    public string FileId { get; private set; } = "";

    /// <summary>Behind the last line that was given.</summary>
    public long Offset { get; private set; }

    public bool IsGzip { get; }

    public bool IsOpen => _bytes is not null;

    /// <summary>Whether it stands at the followed path; otherwise rotation has put it elsewhere.</summary>
    public bool IsLive { get; set; }

    /// <summary>Whether somebody may still write to it: not to a copy, nor to a compressed file.</summary>
    public bool MayGrow { get; init; }

    /// <summary>How often in a row its end was met while its successor was there.</summary>
    public int EndsMet { get; set; }

    /// <summary>How often in a row its end was met while there was no successor.</summary>
    public int IdleLooks { get; set; }

    /// <summary>A file that is shorter than this was cut.</summary>
    public long Known => IsGzip ? 0 : Math.Max(Math.Max(Offset, _searched), _front.Length);

    /// <summary>Read to this state; null while there is more.</summary>
    public FileState? ReadTo { get; private set; }

    private LogBytes Bytes => _bytes ?? throw new ObjectDisposedException(nameof(FollowedFile));

    /// <summary>A file that is read from its start, or from behind its last whole line.</summary>
    public static FollowedFile Begin(FollowOptions options, string path, string place, long number, bool mayGrow)
    {
        LogBytes bytes = LogBytes.Open(place, out FileState state);
        return new(options, path, number, bytes, state) { MayGrow = mayGrow && !bytes.IsGzip };
    }

    /// <summary>The file at <paramref name="place"/>, if its content is that of the position.</summary>
    public static FollowedFile? Resume(
        FollowOptions options, FollowPosition at, string place, FollowScratch scratch, bool mayGrow)
    {
        LogBytes bytes = LogBytes.Open(place, out FileState state);
        FollowedFile file = new(options, at.Path, at.Number, bytes, state)
        {
            MayGrow = mayGrow && !bytes.IsGzip,
            FileId = at.FileId,
            Offset = at.Offset,
            _front = at.Front,
            _lastWrite = Math.Max(state.LastWrite, at.LastWrite.UtcTicks),
        };
        try
        {
            // Front to back: a compressed file is decompressed once.
            int front = bytes.Read(0, scratch.Front);
            if (front >= at.Front.Length && at.Front.Matches(scratch.Front.AsSpan(0, at.Front.Length)))
            {
                file._tailLength = bytes.Read(at.Offset - at.Tail.Length, file._tail.AsSpan(0, at.Tail.Length));
                if (at.Tail.Matches(file._tail.AsSpan(0, file._tailLength)))
                {
                    return file;
                }
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    public FollowPosition Position(bool finished) => new()
    {
        Path = _path,
        FileId = FileId,
        Number = Number,
        Identity = Identity,
        Offset = Offset,
        Front = _front,
        Tail = FilePrint.Of(_tail.AsSpan(0, _tailLength)),
        LastWrite = new DateTimeOffset(_lastWrite, TimeSpan.Zero),
        IsFinished = finished,
    };

    /// <summary>Goes behind the last line end that is there now.</summary>
    public void SkipToEnd(FollowScratch scratch)
    {
        Offset = IsGzip ? LastFeedForwards(scratch) : LastFeed(scratch);
        _tailLength = Bytes.Read(Math.Max(0, Offset - _tail.Length), _tail.AsSpan(0, (int)Math.Min(Offset, _tail.Length)));
        _ = Check(scratch, Offset);
    }

    /// <summary>The state of the open file, which may have no name any more.</summary>
    public FileState State() => Bytes.State();

    /// <summary>Reads on, at most about one look's length, as the file was at <paramref name="state"/> or later.</summary>
    public Reading Read(FileState state, FollowScratch scratch, IFollowedLines taker, CancellationToken stop)
    {
        ReadTo = null;
        for (int given = 0; given < _options.LookLength;)
        {
            stop.ThrowIfCancellationRequested();
            long from = Math.Max(Offset, _searched);
            int read = Bytes.Read(from, scratch.Block);
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

    public void Close()
    {
        _bytes?.Dispose();
        _bytes = null;
    }

    public void Dispose() => Close();

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
                One(block.Slice(start, length), from + start, length + 1, taker, isPartial: false);
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
            One(line[..kept], Offset, kept + feed, taker, isPartial);
        }

        Advance(line, length + feed);
        _searched = Offset;
        return true;
    }

    private void One(ReadOnlySpan<byte> line, long offset, int length, IFollowedLines taker, bool isPartial)
    {
        if (line.Length > _options.MaximumLine)
        {
            TooLong(line.Length);
            return;
        }

        line = !isPartial && line is [.., (byte)'\r'] ? line[..^1] : line;
        taker.Line(new FollowedLine(_path, FileId, offset, offset + length, line, isPartial));
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

    /// <summary>Whether the front and the bytes before the offset are what they were. The known front grows to what is read.</summary>
    private bool Check(FollowScratch scratch, long known)
    {
        if (IsGzip && FileId.Length > 0 && _front.Length == Math.Min(known, FilePrint.LongestFront))
        {
            return true; // Compressed files are written once, and looking back costs decompressing.
        }

        Span<byte> front = scratch.Front.AsSpan(0, (int)Math.Min(Math.Max(known, _front.Length), FilePrint.LongestFront));
        if (Bytes.Read(0, front) < front.Length || !_front.Matches(front[..Math.Min(_front.Length, front.Length)]))
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[FilePrint.LongestTail];
        tail = tail[.._tailLength];
        if (Bytes.Read(Offset - _tailLength, tail) < tail.Length || !tail.SequenceEqual(_tail.AsSpan(0, _tailLength)))
        {
            return false;
        }

        _front = front.Length > _front.Length ? FilePrint.Of(front) : _front;
        if (FileId.Length == 0 && (front.Length == FilePrint.LongestFront || front.Contains((byte)'\n')))
        {
            FileId = Name(front);
        }

        return true;
    }

    /// <summary>Made of what will be the same when the line is read again: the path, the first line, and the place in their order.</summary>
    private string Name(ReadOnlySpan<byte> front)
    {
        int end = front.IndexOf((byte)'\n');
        ulong path = ByteHash.Of(Encoding.UTF8.GetBytes(_path));
        return string.Create(CultureInfo.InvariantCulture, $"{ByteHash.Of(end < 0 ? front : front[..end], path):x16}-{Number}");
    }

    private long LastFeed(FollowScratch scratch)
    {
        for (long end = Bytes.State().Length; end > 0;)
        {
            Span<byte> block = scratch.Block.AsSpan(0, (int)Math.Min(end, scratch.Block.Length));
            block = block[..Bytes.Read(end - block.Length, block)];
            int feed = block.LastIndexOf((byte)'\n');
            if (feed >= 0 || block.IsEmpty)
            {
                return block.IsEmpty ? 0 : end - block.Length + feed + 1;
            }

            end -= block.Length;
        }

        return 0;
    }

    private long LastFeedForwards(FollowScratch scratch)
    {
        long last = 0;
        int read;
        for (long at = 0; (read = Bytes.Read(at, scratch.Block)) > 0; at += read)
        {
            int feed = scratch.Block.AsSpan(0, read).LastIndexOf((byte)'\n');
            last = feed < 0 ? last : at + feed + 1;
        }

        return last;
    }
}
