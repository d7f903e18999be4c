using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>
/// Lines of one file on their way: their bytes, one behind the other as they stand in the file, and where in it they stand. Lines that
/// were passed over leave holes. It lives until the receiver has answered for it.
/// </summary>
internal sealed class OutgoingBatch(OutgoingFile file, long sequence, long start)
{
    private const int Smallest = 4096;

    // Where a run of lines without a hole begins: in the bytes, and in the file.
    private readonly List<(int At, long Offset)> _runs = [];
    private byte[] _bytes = [];
    private byte[] _packed = [];
    private int _packedLength;
    private long _runEnd = -1;
    private Task? _ready;

    public OutgoingFile File { get; } = file;

    /// <summary>In the order in which batches were begun, over all files.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Where the one before it ended.</summary>
    public long Start { get; private set; } = start;

    public long End { get; private set; } = start;

    public int Lines { get; private set; }

    public int Length { get; private set; }

    /// <summary>How many lines between start and end were passed over.</summary>
    public int Skipped { get; private set; }

    /// <summary>Its last line has no line end, and its file no more lines.</summary>
    public bool IsPartial { get; private set; }

    public bool IsAfterLoss { get; set; }

    /// <summary>When its waiting began, by the clock's time stamp; null before its first line.</summary>
    public long? Opened { get; set; }

    /// <summary>When its waiting began, all its lines had been passed over.</summary>
    public bool IsEmptySince { get; set; }

    /// <summary>It waited long enough, and goes once it can.</summary>
    public bool IsDue { get; set; }

    /// <summary>Where it waits on the disk, or null.</summary>
    public string? SpooledAs { get; set; }

    /// <summary>It was on the disk already when this run began, so its lines were not read by it.</summary>
    public bool SpooledBefore { get; init; }

    /// <summary>Its bytes are in memory.</summary>
    public bool IsLoaded => Length == 0 || _bytes.Length > 0;

    /// <summary>How many bytes of memory it takes.</summary>
    public int Held => _bytes.Length + _packed.Length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    /// <summary>What goes over the wire; there once it is ready.</summary>
    public ReadOnlyMemory<byte> Body => _packedLength > 0 ? _packed.AsMemory(0, _packedLength) : Bytes;

    public bool IsPacked => _packedLength > 0;

    /// <summary>SHA-256 of the lines; there once it is ready.</summary>
    public string Content { get; private set; } = "";

    public BatchKey Key => new(File.Name, Start, End, Content);

    /// <param name="whole">The line with its end.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="isPartial">It has no end.</param>
    /// <param name="likely">How long the batch will probably become.</param>
    public void Add(ReadOnlySpan<byte> whole, long offset, bool isPartial, int likely)
    {
        if (_bytes.Length - Length < whole.Length)
        {
            Grow(Math.Max(Length + whole.Length, _bytes.Length == 0 ? Math.Max(Smallest, likely) : _bytes.Length * 4L));
        }

        if (_runs.Count == 0 || _runEnd != offset)
        {
            _runs.Add((Length, offset));
        }

        whole.CopyTo(_bytes.AsSpan(Length));
        Length += whole.Length;
        _runEnd = End = offset + whole.Length;
        Lines++;
        IsPartial = isPartial;
    }

    /// <summary>A line that ends there is passed over.</summary>
    public void Skip(long end)
    {
        End = end;
        Skipped++;
    }

    /// <summary>A line that ends there is not counted at all: it was too long.</summary>
    public void Pass(long end) => End = end;

    /// <summary>Starts where the receiver's mark is: what lies before its first line was not meant to be sent.</summary>
    public void From(long mark) => Start = mark;

    /// <summary>Takes over what stands in the spool.</summary>
    public void Restore(SpooledHead head)
    {
        (Start, End, Lines, Length, Skipped, IsPartial, IsAfterLoss) =
            (head.Start, head.End, head.Lines, head.Length, head.Skipped, head.IsPartial, head.IsAfterLoss);
        _runs.Clear();
        _runs.AddRange(head.Runs);
    }

    public SpooledHead Head() => new()
    {
        Sequence = Sequence, Name = File.Name, Path = File.Path, Begin = File.Begin, Start = Start, End = End, Lines = Lines, Length = Length,
        Skipped = Skipped, IsPartial = IsPartial, IsAfterLoss = IsAfterLoss, Runs = [.. _runs],
    };

    /// <summary>Gives up the bytes: they are on the disk.</summary>
    public void Unload()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        ForgetReady();
    }

    public void Load(ReadOnlySpan<byte> bytes)
    {
        Grow(Math.Max(1, bytes.Length));
        bytes.CopyTo(_bytes);
    }

    /// <summary>
    /// Leaves out what stands before a mark of the receiver within it; says how many lines these were. Null if no line begins there: then
    /// the receiver has another file under that name.
    /// </summary>
    public int? CutBefore(long mark)
    {
        int run = _runs.FindLastIndex(one => one.Offset <= mark);
        int at = run < 0 ? 0 : (int)Math.Min(_runs[run].At + (mark - _runs[run].Offset), run + 1 < _runs.Count ? _runs[run + 1].At : Length);
        if (at > 0 && _bytes[at - 1] != (byte)'\n')
        {
            return null;
        }

        int cut = Bytes.Span[..at].Count((byte)'\n');
        (int At, long Offset)[] left = [.. _runs.Where(one => one.At >= at)];
        bool isWithin = run >= 0 && at < Length && _runs[run].At < at && (left.Length == 0 || left[0].At > at);
        _runs.Clear();
        if (isWithin)
        {
            _runs.Add((0, mark));
        }

        _runs.AddRange(left.Select(one => (one.At - at, one.Offset)));
        Bytes.Span[at..].CopyTo(_bytes);
        (Start, Lines, Length) = (mark, Lines - cut, Length - at);
        ForgetReady();
        return cut;
    }

    /// <summary>Hashes, and compresses if that is wanted, on another thread; once.</summary>
    public Task ReadyAsync(bool pack) => _ready ??= Task.Run(() =>
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Bytes.Span, hash);
        Content = Convert.ToHexStringLower(hash);
        if (pack && Length > 0)
        {
            Pack();
        }
    });

    /// <summary>Gives the memory back. Nobody may be sending it.</summary>
    public void Free()
    {
        Unload();
        _runs.Clear();
    }

    private void ForgetReady()
    {
        if (_packed.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_packed);
        }

        (_packed, _packedLength, _ready) = ([], 0, null);
    }

    private void Grow(long length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, Array.MaxLength));
        _bytes.AsSpan(0, Math.Min(Length, _bytes.Length)).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }

    private void Pack()
    {
        using MemoryStream packed = new(Math.Max(256, Length / 4));
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Bytes.Span);
        }

        if (packed.Length * BatchWire.LargestRatio < Length)
        {
            return;
        }

        byte[] kept = ArrayPool<byte>.Shared.Rent((int)packed.Length);
        packed.GetBuffer().AsSpan(0, (int)packed.Length).CopyTo(kept);
        (_packed, _packedLength) = (kept, (int)packed.Length);
    }
}
