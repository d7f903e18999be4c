using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Geo;

/// <summary>
/// The bytes of a database, read in blocks as they are asked for: nothing is read of a large file but what look-ups touch,
/// and not more is held than a bound. It is not mapped, because a file that is cut short while it is mapped kills the
/// process; here it is a fault. A database that is replaced by renaming another one is read on as it was. May be used by
/// several threads at once.
/// </summary>
internal sealed class GeoBytes : IDisposable
{
    /// <summary>More than any database there is.</summary>
    public const long MostLength = 8L << 30;

    /// <summary>A node or a number that begins in a block can be read from it to its end.</summary>
    private const int Overlap = 16;
    private const int BlockBits = 14;
    private const int BlockMask = (1 << BlockBits) - 1;

    /// <summary>256 MiB: beyond it all blocks are let go, and those still wanted are read again.</summary>
    private const int MostBlocks = 1 << 14;

    private readonly SafeFileHandle _file;
    private readonly DateTime _written;
    private readonly byte[]?[] _blocks;
    private int _held;

    private GeoBytes(string path, SafeFileHandle file, long length)
    {
        (Path, Length, _file) = (path, length, file);
        _written = File.GetLastWriteTimeUtc(file);
        _blocks = new byte[]?[(int)((length + BlockMask) >> BlockBits)];
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="LogStatsException">There is no such file, or it is none that can be read.</exception>
    public static GeoBytes Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw Invalid(path, "it is a directory");
        }

        SafeFileHandle file = Lines.RegularFile.Open(path, FileOptions.RandomAccess);
        try
        {
            long length = RandomAccess.GetLength(file);
            return length <= MostLength ? new GeoBytes(path, file, length) : throw Invalid(path, "it is larger than any database");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw Fail.FileOpen(path, error);
        }
        catch (LogStatsException)
        {
            file.Dispose();
            throw;
        }
    }

    public static LogStatsException Invalid(string path, string reason) => Fail.GeoDatabaseInvalid(path, reason);

    public LogStatsException Invalid(string reason) => Invalid(Path, reason);

    /// <summary>What begins there: the overlap at least, unless the file ends before.</summary>
    public ReadOnlySpan<byte> From(long at)
    {
        int index = (int)(at >> BlockBits);
        byte[] block = Volatile.Read(ref _blocks[index]) ?? Load(index);
        return block.AsSpan((int)at & BlockMask);
    }

    /// <summary>Exactly these bytes, which have to be in the file.</summary>
    public ReadOnlySpan<byte> Slice(long at, int count)
    {
        if (count == 0)
        {
            return default;
        }

        ReadOnlySpan<byte> first = From(at);
        if (first.Length >= count)
        {
            return first[..count];
        }

        byte[] joined = new byte[count];
        for (int done = 0; done < count;)
        {
            ReadOnlySpan<byte> part = From(at + done);
            part = part[..Math.Min(part.Length, count - done)];
            part.CopyTo(joined.AsSpan(done));
            done += part.Length;
        }

        return joined;
    }

    public void Dispose() => _file.Dispose();

    private byte[] Load(int index)
    {
        long start = (long)index << BlockBits;
        byte[] block = new byte[(int)Math.Min((1 << BlockBits) + Overlap, Length - start)];
        try
        {
            int read = 0;
            while (read < block.Length && RandomAccess.Read(_file, block.AsSpan(read), start + read) is int count and > 0)
            {
                read += count;
            }

            if (read < block.Length || RandomAccess.GetLength(_file) != Length || File.GetLastWriteTimeUtc(_file) != _written)
            {
                throw Invalid("it was written to while it was in use; replace a database by renaming the new one over it");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw Invalid($"it cannot be read any further: {error.Message.TrimEnd('.')}");
        }

        if (Interlocked.Increment(ref _held) > MostBlocks)
        {
            Array.Clear(_blocks);
            Volatile.Write(ref _held, 1);
        }

        Volatile.Write(ref _blocks[index], block);
        return block;
    }
}
