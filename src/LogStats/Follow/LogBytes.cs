using LogStats.Faults;
using LogStats.Lines;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Follow;

/// <summary>The bytes of an open log, decompressed, by their offset.</summary>
internal abstract class LogBytes : IDisposable
{
    /// <summary>Whether it is compressed: such a file does not grow.</summary>
    public abstract bool IsGzip { get; }

    /// <exception cref="LogStatsException">It is missing, not readable, or not a regular file.</exception>
    public static LogBytes Open(string path, out FileState state)
    {
        SafeFileHandle handle = RegularFile.Open(path);
        try
        {
            state = FileState.Of(handle, path);
            PlainLogBytes plain = new(handle, path);
            Span<byte> magic = stackalloc byte[2];
            return Gzip.IsMagic(magic[..plain.Read(0, magic)]) ? new GzipLogBytes(handle, path) : plain;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Fills the buffer as far as there are bytes now.</summary>
    public abstract int Read(long at, Span<byte> buffer);

    public abstract FileState State();

    public abstract void Dispose();
}
