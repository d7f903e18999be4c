using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Files;

/// <summary>
/// Opens files below a folder for writing without ever following a link there, not even one that is put in the way at that
/// moment. Where the system has no calls for that it looks first and opens then.
/// </summary>
internal static partial class PlainFile
{
    private const int WriteOnly = 1;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NoWait = 0x800;
    private const int CloseOnExec = 0x80000;

    private const int NotThere = 2;
    private const int IsThere = 17;

    // These two are other bits on ARM.
    private static readonly int s_folder = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;
    private static readonly int s_noFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    private static readonly bool s_hasCalls = OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Null where there is none; or, if one is to be made, where there is one.</summary>
    /// <exception cref="IOException">It is there and cannot be opened, or the folder or the file is a link.</exception>
    public static SafeFileHandle? OpenBelow(string root, string folder, string name, bool create)
    {
        if (!s_hasCalls)
        {
            return OpenAfterLooking(root, folder, name, create);
        }

        using SafeFileHandle? above = Opened(Open(root, s_folder | CloseOnExec), root);
        using SafeFileHandle? within = above is null ? null
            : Opened(OpenAt((int)above.DangerousGetHandle(), folder, s_folder | s_noFollow | CloseOnExec, 0), Path.Join(root, folder));
        if (within is null)
        {
            return null;
        }

        int flags = WriteOnly | s_noFollow | NoWait | CloseOnExec | (create ? Create | Exclusive : 0);
        SafeFileHandle? file = Opened(OpenAt((int)within.DangerousGetHandle(), name, flags, 0b110_100_000), Path.Join(root, folder, name));
        return file is null || CanSeek(file) ? file : throw NoPlainFile(Path.Join(root, folder, name), file);
    }

    private static SafeFileHandle? Opened(int descriptor, string path)
    {
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int code = Marshal.GetLastPInvokeError();
        return code is NotThere or IsThere ? null : throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(code)}", code);
    }

    private static SafeFileHandle? OpenAfterLooking(string root, string folder, string name, bool create)
    {
        string path = Path.Join(root, folder, name);
        if (new DirectoryInfo(Path.Join(root, folder)).LinkTarget is not null || new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{path}: it is a link");
        }

        try
        {
            return File.OpenHandle(path, create ? FileMode.CreateNew : FileMode.Open, FileAccess.Write, FileShare.Read);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException || (error is IOException && create && File.Exists(path)))
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>A pipe or a terminal has no places.</summary>
    private static bool CanSeek(SafeFileHandle file)
    {
        try
        {
            _ = RandomAccess.GetLength(file);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static IOException NoPlainFile(string path, SafeFileHandle file)
    {
        file.Dispose();
        return new IOException($"{path}: it is no plain file");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags, int mode);
}
