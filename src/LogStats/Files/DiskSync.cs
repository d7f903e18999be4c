using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Files;

/// <summary>
/// Waits until the disk has it, and notices when it has not: .NET's own flush to disk ignores a failing fsync on Unix,
/// and its move falls back to copying where a rename is not possible.
/// </summary>
public static partial class DiskSync
{
    private const int Interrupted = 4;

    /// <summary>Waits until the disk has what was written to an open file.</summary>
    /// <exception cref="IOException">It has not.</exception>
    public static void File(FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            file.Flush(flushToDisk: true);
            return;
        }

        File(file.SafeFileHandle);
    }

    /// <summary>Waits until the disk has what was written to an open file past any buffer.</summary>
    /// <exception cref="IOException">It has not.</exception>
    internal static void File(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (Sync((int)file.DangerousGetHandle()) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw Fault();
            }
        }
    }

    /// <summary>Waits until the disk knows the names in the folder of a file: a new file can vanish without its name.</summary>
    public static void FolderOf(string path)
    {
        int folder = OperatingSystem.IsWindows() ? -1 : Open(Path.GetDirectoryName(path)!, 0);
        if (folder < 0)
        {
            return; // Windows keeps names by itself; a folder that may be written but not read cannot be waited for.
        }

        using SafeFileHandle handle = new(folder, ownsHandle: true);
        _ = Sync(folder);
    }

    /// <summary>Puts a file in the place of another in one step.</summary>
    /// <exception cref="IOException">It cannot be; both are as they were.</exception>
    public static void Replace(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.File.Move(from, to, overwrite: true);
            return;
        }

        if (Rename(from, to) != 0)
        {
            throw Fault();
        }
    }

    private static IOException Fault()
    {
        int code = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(code), code);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
