using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace LogStats.Tests.Infrastructure;

/// <summary>
/// While it is held, permissions of files bind this thread, and those that it begins, also where the account is root: Linux lets
/// a thread do without the right to pass over them.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class BoundRights : IDisposable
{
    private const uint PassOver = (1u << 1) | (1u << 2); // CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH

    private readonly Sets _before;

    public BoundRights()
    {
        if (OperatingSystem.IsLinux())
        {
            Head head = Head.Now;
            Check(Get(ref head, out _before));
            Set(_before with { Effective = _before.Effective & ~PassOver });
        }
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            Set(_before);
        }
    }

    private static void Set(Sets sets)
    {
        Head head = Head.Now;
        Check(Set(ref head, ref sets));
    }

    private static void Check(int answer)
    {
        if (answer != 0)
        {
            throw new Win32Exception();
        }
    }

    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static partial int Get(ref Head head, out Sets sets);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int Set(ref Head head, ref Sets sets);

    /// <summary>The form that has 64 capabilities, and this thread.</summary>
    private struct Head
    {
        public uint Version;
        public int Thread;

        public static Head Now => new() { Version = 0x20080522 };
    }

    /// <summary>The lower 32 capabilities, and the upper ones.</summary>
    private struct Sets
    {
        public uint Effective;
        public uint Permitted;
        public uint Inheritable;
        public uint UpperEffective;
        public uint UpperPermitted;
        public uint UpperInheritable;
    }
}
