using System.Reflection;
using System.Runtime.Loader;

namespace LogStats.PowerShell.Lifetime;

/// <summary>
/// Where the sinks and their packages live: a load context of their own, so that another module may have loaded any
/// other version of the same package. It serves the files of one folder, native ones included; everything else, the
/// engine above all, comes from the context that PowerShell uses, so that a record is the same type on both sides.
/// </summary>
internal sealed class SinkContext : AssemblyLoadContext
{
    public const string AssemblyName = "LogStats.Sinks";

    private readonly string _folder;

    public SinkContext(string folder)
        : base(AssemblyName) => _folder = folder;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(_folder, $"{assemblyName.Name}.dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? file = NativeLibraries.Find(_folder, unmanagedDllName);
        return file is null ? 0 : LoadUnmanagedDllFromPath(file);
    }
}
