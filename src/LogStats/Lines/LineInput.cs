using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Lines;

/// <summary>
/// One thing to read lines from: a file (plain or gzip, told apart by its first bytes, never by its name) or standard
/// input. Opening it a second time gives the same bytes again, except for standard input.
/// </summary>
public sealed class LineInput
{
    /// <summary>The name under which standard input is asked for and shown.</summary>
    public const string StandardInputName = "-";

    private readonly Stream? _stream;
    private ByteSource? _opened;

    private LineInput(string path, Stream? stream)
    {
        Path = path;
        _stream = stream;
    }

    /// <summary>The file's path, or "-".</summary>
    public string Path { get; }

    public bool IsFile => _stream is null;

    public static LineInput File(string path) => new(path, null);

    /// <summary>Any stream that can be read once, such as standard input.</summary>
    public static LineInput FromStream(Stream stream, string name = StandardInputName) => new(name, stream);

    /// <summary>When the file was last written: what a stamp without a year is measured against.</summary>
    public DateTimeOffset? LastWrite()
        => IsFile && System.IO.File.Exists(Path) ? new DateTimeOffset(System.IO.File.GetLastWriteTimeUtc(Path)) : null;

    /// <summary>Opens the input and looks through gzip.</summary>
    /// <exception cref="LogStatsException">The input is missing, not readable, or not a regular file.</exception>
    public ByteSource Open()
    {
        if (_stream is not null)
        {
            ByteSource opened = _opened ?? HeldBytes.Unwrap(new StreamBytes(_stream, Path), Path);
            _opened = null;
            return opened;
        }

        SafeFileHandle handle = RegularFile.Open(Path);
        Span<byte> magic = stackalloc byte[2];
        int read = ReadHead(handle, magic);
        FileBytes bytes = new(handle, Path);
        return Gzip.IsMagic(magic[..read]) ? new GzipBytes(bytes, Path) : bytes;
    }

    /// <summary>
    /// The first bytes, decompressed, at most <paramref name="length"/>: to see what it is. Standard input gives what
    /// is there once a whole line is, and gives it again when it is opened.
    /// </summary>
    public byte[] Peek(int length)
    {
        byte[] head = new byte[length];
        ByteSource source = Open();
        int filled = Fill(source, head);
        if (IsFile)
        {
            source.Dispose();
        }
        else
        {
            _opened = new HeldBytes(head, filled, source);
        }

        return head[..filled];
    }

    /// <summary>Opens the bytes from <paramref name="start"/> to <paramref name="end"/> of a plain file.</summary>
    internal ByteSource OpenRange(long start, long end) => new FileBytes(RegularFile.Open(Path), Path, start, end);

    /// <summary>The length of a plain file, or null for gzip and standard input: those cannot be cut in ranges.</summary>
    internal long? PlainLength()
    {
        if (!IsFile)
        {
            return null;
        }

        using SafeFileHandle handle = RegularFile.Open(Path);
        Span<byte> magic = stackalloc byte[2];
        int read = ReadHead(handle, magic);
        return Gzip.IsMagic(magic[..read]) ? null : RandomAccess.GetLength(handle);
    }

    public override string ToString() => Path;

    /// <summary>Until full, or for standard input until a line is there. A fault behind the first bytes is for the reader.</summary>
    private int Fill(ByteSource source, byte[] head)
    {
        int filled = 0;
        try
        {
            int read;
            do
            {
                read = source.Read(head.AsSpan(filled));
                filled += read;
            }
            while (read > 0 && filled < head.Length && (IsFile || !head.AsSpan(0, filled).Contains((byte)'\n')));
        }
        catch (LogStatsException) when (filled > 0)
        {
        }

        return filled;
    }

    private int ReadHead(SafeFileHandle handle, Span<byte> head)
    {
        try
        {
            return RandomAccess.Read(handle, head, 0);
        }
        catch (IOException error)
        {
            handle.Dispose();
            throw Fail.FileRead(Path, error);
        }
    }
}
