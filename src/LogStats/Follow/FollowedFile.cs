using System.Globalization;
using System.Text;
using LogStats.Lines;
using LogStats.Tally;

namespace LogStats.Follow;

/// <summary>
/// One file that is read, wherever it stands. It gives whole lines, and before any line is given it is shown that the
/// file is still the one it was: first the bytes are read, then its front and the bytes before the offset compared, so
/// that a file which is cut in between is noticed.
/// </summary>
internal sealed partial class FollowedFile : IFileFront, IDisposable
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

    /// <summary>Goes behind the last line end that is there now, or of those up to an offset.</summary>
    public void SkipToEnd(FollowScratch scratch, long atMost = long.MaxValue)
    {
        Offset = IsGzip ? LastFeedForwards(scratch, atMost) : LastFeed(scratch, atMost);
        _tailLength = Bytes.Read(Math.Max(0, Offset - _tail.Length), _tail.AsSpan(0, (int)Math.Min(Offset, _tail.Length)));
        _ = Check(scratch, Offset);
    }

    /// <inheritdoc/>
    public int ReadFront(Span<byte> buffer) => Bytes.Read(0, buffer);

    /// <summary>The state of the open file, which may have no name any more.</summary>
    public FileState State() => Bytes.State();

    public void Close()
    {
        _bytes?.Dispose();
        _bytes = null;
    }

    public void Dispose() => Close();

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

    private long LastFeed(FollowScratch scratch, long atMost)
    {
        for (long end = Math.Min(Bytes.State().Length, atMost); end > 0;)
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

    private long LastFeedForwards(FollowScratch scratch, long atMost)
    {
        long last = 0;
        int read;
        for (long at = 0; at < atMost && (read = Bytes.Read(at, scratch.Block)) > 0; at += read)
        {
            read = (int)Math.Min(read, atMost - at);
            int feed = scratch.Block.AsSpan(0, read).LastIndexOf((byte)'\n');
            last = feed < 0 ? last : at + feed + 1;
        }

        return last;
    }
}
