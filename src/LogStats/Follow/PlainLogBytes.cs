using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Follow;

/// <summary>An open file that may grow, be cut or be renamed at any time.</summary>
internal sealed class PlainLogBytes(SafeFileHandle handle, string path) : LogBytes
{
    public override bool IsGzip => false;

    public override int Read(long at, Span<byte> buffer)
    {
        try
        {
            int length = 0;
            int read;
            while (length < buffer.Length && (read = RandomAccess.Read(handle, buffer[length..], at + length)) > 0)
            {
                length += read;
            }

            return length;
        }
        catch (IOException error)
        {
            throw Fail.FileRead(path, error);
        }
    }

    public override FileState State() => FileState.Of(handle, path);

    public override void Dispose() => handle.Dispose();
}
