using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Lines;

/// <summary>
/// A regular file, or the range of it from <c>start</c> to <c>end</c>. The file may grow or be renamed while it is
/// read: without an end, whatever has been appended by the time the end is reached is read too.
/// </summary>
internal sealed class FileBytes(SafeFileHandle handle, string name, long start = 0, long? end = null) : ByteSource
{
    private long _position = start;

    public override long Start { get; } = start;

    public override long Consumed => _position - Start;

    public override long? Length { get; } = (end ?? RandomAccess.GetLength(handle)) - start;

    public override int Read(Span<byte> buffer)
    {
        if (end is long last && buffer.Length > last - _position)
        {
            buffer = buffer[..(int)(last - _position)];
        }

        try
        {
            int read = RandomAccess.Read(handle, buffer, _position);
            _position += read;
            return read;
        }
        catch (IOException error)
        {
            throw Fail.FileRead(name, error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }
    }
}
