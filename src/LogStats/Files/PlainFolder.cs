using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Files;

/// <summary>
/// A folder below another, held open: what is done to the names in it is done there, whatever is put in the way of its path meanwhile.
/// No link is ever followed. Where the system has no calls for that it looks first and acts then.
/// </summary>
internal sealed partial class PlainFolder : IDisposable
{
    private const int ReadWrite = 2;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NoWait = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int RemoveDirectory = 0x200;
    private const uint NoReplace = 1;

    private const int NotThere = 2;
    private const int IsThere = 17;
    private const int Invalid = 22;
    private const int NoSuchCall = 38;

    // These two are other bits on ARM.
    private static readonly int s_folder = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;
    private static readonly int s_noFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    private static readonly bool s_hasCalls = OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    private readonly SafeFileHandle? _handle;

    private PlainFolder(string path, SafeFileHandle? handle) => (FullName, _handle) = (path, handle);

    public string FullName { get; }

    /// <summary>Null where it is not there. The folder that is begun with may be a link: somebody named it.</summary>
    /// <exception cref="IOException">One of those below is a link or no folder, or this account may not.</exception>
    public static PlainFolder? Open(string root, params ReadOnlySpan<string> below)
    {
        if (!s_hasCalls)
        {
            return OpenAfterLooking(root, below);
        }

        string path = root;
        SafeFileHandle? handle = Opened(Open(root, s_folder | CloseOnExec), path);
        foreach (string name in below)
        {
            path = Path.Join(path, name);
            using SafeFileHandle? above = handle;
            handle = above is null ? null : Opened(OpenAt(Number(above), name, s_folder | s_noFollow | CloseOnExec, 0), path);
        }

        return handle is null ? null : new PlainFolder(path, handle);
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="IOException">It is a link or no plain file, or cannot be read.</exception>
    public SafeFileHandle? OpenFile(string name)
    {
        string path = Path.Join(FullName, name);
        SafeFileHandle? file;
        if (_handle is null)
        {
            Look(path);
            file = File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        else
        {
            file = Opened(OpenAt(Number(_handle), name, s_noFollow | NoWait | CloseOnExec, 0), path);
        }

        if (file is not null && (File.GetAttributes(file).HasFlag(FileAttributes.Directory) || !CanSeek(file)))
        {
            file.Dispose();
            throw new IOException($"{path}: it is no plain file");
        }

        return file;
    }

    /// <summary>A new file to write and to read again; null where there is anything of that name.</summary>
    public SafeFileHandle? CreateFile(string name)
    {
        string path = Path.Join(FullName, name);
        return _handle is not null ? Opened(OpenAt(Number(_handle), name, ReadWrite | Create | Exclusive | s_noFollow | CloseOnExec, 0b110_100_000), path)
            : Path.Exists(path) || new FileInfo(path).LinkTarget is not null ? null
            : File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Takes a name away; of a link the link. False where there is none.</summary>
    public bool Delete(string name)
    {
        string path = Path.Join(FullName, name);
        if (_handle is null)
        {
            bool was = File.Exists(path);
            File.Delete(path);
            return was;
        }

        return Done(UnlinkAt(Number(_handle), name, 0), path, NotThere);
    }

    /// <summary>Removes an empty folder in it. False where there is none, or something is in it.</summary>
    public bool DeleteFolder(string name)
    {
        const int notEmpty = 39;
        string path = Path.Join(FullName, name);
        if (_handle is not null)
        {
            return Done(UnlinkAt(Number(_handle), name, RemoveDirectory), path, NotThere, notEmpty, IsThere);
        }

        if (!Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null || Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        Directory.Delete(path);
        return true;
    }

    /// <summary>Gives a file another name, if nothing has that one.</summary>
    public bool Rename(string from, string to)
    {
        string path = Path.Join(FullName, to);
        if (_handle is null)
        {
            if (Path.Exists(path))
            {
                return false;
            }

            File.Move(Path.Join(FullName, from), path);
            return true;
        }

        int result = NoSuchCall;
        try
        {
            result = RenameAt(Number(_handle), from, Number(_handle), to, NoReplace) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the kernel's call.
        }

        if (result is Invalid or NoSuchCall)
        {
            // This file system cannot do it in one step.
            using SafeFileHandle? there = OpenFile(to);
            return there is null && Done(RenameAt(Number(_handle), from, Number(_handle), to), path);
        }

        return result == 0 || (result == IsThere ? false : throw Fault(path, result));
    }

    /// <summary>Waits until the disk knows its names.</summary>
    public void Sync()
    {
        if (_handle is not null)
        {
            DiskSync.File(_handle);
        }
    }

    /// <summary>Says that this process is at work with an open file, until it is closed. False where another is.</summary>
    public static bool Claim(SafeFileHandle file)
    {
        const int exclusive = 2;
        const int noWait = 4;
        return !s_hasCalls || Flock(Number(file), exclusive | noWait) == 0;
    }

    public void Dispose() => _handle?.Dispose();

    private static PlainFolder? OpenAfterLooking(string root, ReadOnlySpan<string> below)
    {
        string path = root;
        foreach (string name in below)
        {
            path = Path.Join(path, name);
            Look(path);
        }

        return Directory.Exists(path) ? new PlainFolder(path, null) : null;
    }

    private static void Look(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{path}: it is a link");
        }
    }

    /// <summary>A pipe or a terminal has no places.</summary>
    private static bool CanSeek(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file) >= 0;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static SafeFileHandle? Opened(int descriptor, string path)
    {
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int code = Marshal.GetLastPInvokeError();
        return code is NotThere or IsThere ? null : throw Fault(path, code);
    }

    private static bool Done(int result, string path, params ReadOnlySpan<int> expected)
    {
        int code = result == 0 ? 0 : Marshal.GetLastPInvokeError();
        return code == 0 || (expected.Contains(code) ? false : throw Fault(path, code));
    }

    private static IOException Fault(string path, int code) => new($"{path}: {Marshal.GetPInvokeErrorMessage(code)}", code);

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(int folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int from, string fromPath, int to, string toPath);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int from, string fromPath, int to, string toPath, uint flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(int file, int operation);
}
