using System.Runtime.InteropServices;
using LogStats.Tally;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Follow;

/// <summary>What the file system says of a file, by one call.</summary>
internal readonly partial record struct FileState(
    FileIdentity Identity, long Length, long LastWrite, bool IsRegular, bool HasName)
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicAndBirth = 0xfff;
    private const int StructLength = 256;
    private const int FormatMask = 0xf000;
    private const int Regular = 0x8000;

    private static bool s_hasStatx = OperatingSystem.IsLinux();

    /// <summary>The file at a path, through links; null where there is none or nobody may know.</summary>
    public static FileState? OfPath(string path)
        => path.Contains('\0') ? null : s_hasStatx && Statx(CurrentFolder, path, 0, out FileState? state) ? state : Plainly(path);

    /// <summary>An open file, which need not have a name any more.</summary>
    public static FileState Of(SafeFileHandle handle, string path)
        => s_hasStatx && Statx((int)handle.DangerousGetHandle(), "", EmptyPath, out FileState? state) && state is { } known
            ? known : Plainly(handle, path);

    private static unsafe bool Statx(int folder, string path, int flags, out FileState? state)
    {
        byte* buffer = stackalloc byte[StructLength];
        state = null;
        try
        {
            if (Statx(folder, path, flags, BasicAndBirth, buffer) == 0)
            {
                state = Read(new ReadOnlySpan<byte>(buffer, StructLength));
            }

            return true;
        }
        catch (EntryPointNotFoundException)
        {
            return s_hasStatx = false; // A C library older than the kernel's call.
        }
    }

    /// <summary>The layout of struct statx is the kernel's, the same on every processor.</summary>
    private static FileState Read(ReadOnlySpan<byte> statx)
    {
        long device = ((long)MemoryMarshal.Read<uint>(statx[136..]) << 32) | MemoryMarshal.Read<uint>(statx[140..]);
        FileIdentity identity = new(device, MemoryMarshal.Read<long>(statx[32..]), Ticks(statx[80..]));
        return new FileState(
            identity, MemoryMarshal.Read<long>(statx[40..]), Ticks(statx[112..]),
            (MemoryMarshal.Read<ushort>(statx[28..]) & FormatMask) == Regular, MemoryMarshal.Read<uint>(statx[16..]) > 0);
    }

    private static long Ticks(ReadOnlySpan<byte> stamp)
        => (MemoryMarshal.Read<long>(stamp) * TimeSpan.TicksPerSecond) + (MemoryMarshal.Read<uint>(stamp[8..]) / 100)
            + DateTimeOffset.UnixEpoch.Ticks;

    // Elsewhere .NET gives no number of a file: the time of its creation and its path must do, and content decides.
    private static FileState? Plainly(string path)
    {
        FileInfo file = new(path);
        return file.Exists
            ? new FileState(Named(path, file.CreationTimeUtc), file.Length, file.LastWriteTimeUtc.Ticks, true, true)
            : Directory.Exists(path) ? new FileState(default, 0, 0, false, true) : null;
    }

    private static FileState Plainly(SafeFileHandle handle, string path) => new(
        Named(path, File.GetCreationTimeUtc(handle)), RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks,
        true, true);

    private static FileIdentity Named(string path, DateTime birth)
        => new(0, (long)ByteHash.Of(MemoryMarshal.AsBytes(path.AsSpan())), birth.Ticks);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* buffer);
}
