using LogStats.Files;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Receive;

internal sealed class DiskPartFile(SafeFileHandle file) : IPartFile
{
    public long Length => RandomAccess.GetLength(file);

    public void Write(ReadOnlySpan<byte> lines, long at) => RandomAccess.Write(file, lines, at);

    public void Cut(long length) => RandomAccess.SetLength(file, length);

    public void Sync() => DiskSync.File(file);

    public void Dispose() => file.Dispose();
}
