using System.Runtime.InteropServices;
using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Lines;

/// <summary>
/// Opens a regular file for reading, and nothing else: a named pipe would block the opening itself until somebody
/// writes, and a device may never end.
/// </summary>
internal static partial class RegularFile
{
    private const int ReadOnlyFlag = 0;
    private const int SeekCurrent = 1;

    public static SafeFileHandle Open(string path, FileOptions options = FileOptions.SequentialScan)
    {
        if (Directory.Exists(path))
        {
            throw Fail.PathIsDirectory(path);
        }

        // Past a NUL the kernel does not look: it would open what stands before it. The ordinary opening refuses that.
        if (!OperatingSystem.IsWindows() && !path.Contains('\0'))
        {
            RefusePipesAndDevices(path);
        }

        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, options);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    private static void RefusePipesAndDevices(string path)
    {
        // O_NONBLOCK and O_CLOEXEC have other values on each kernel; elsewhere the ordinary opening must do.
        int flags = OperatingSystem.IsLinux() ? 0x800 | 0x80000 : OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : -1;
        if (flags < 0)
        {
            return;
        }

        int descriptor = OpenDescriptor(path, ReadOnlyFlag | flags);
        if (descriptor < 0)
        {
            return; // Missing or forbidden: the real opening says so better.
        }

        using SafeFileHandle probe = new(descriptor, ownsHandle: true);
        if (Seek(descriptor, 0, SeekCurrent) < 0 || IsDevice(path))
        {
            throw Fail.NotRegularFile(path);
        }
    }

    private static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        string real;
        try
        {
            real = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false; // Renamed or deleted since it was probed: the real opening says so.
        }

        return real.StartsWith("/dev/", StringComparison.Ordinal)
            && !real.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(int descriptor, long offset, int origin);
}
