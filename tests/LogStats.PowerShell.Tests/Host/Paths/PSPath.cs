#nullable disable

using Microsoft.PowerShell.Commands;

namespace System.Management.Automation;

/// <summary>A typed path taken apart: who serves it, which drive, and the path the provider understands.</summary>
internal sealed record PSPath(ProviderInfo Provider, PSDriveInfo Drive, string ProviderPath)
{
    private static readonly Dictionary<string, ProviderInfo> s_otherDrives = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Env"] = ProviderInfo.Environment,
        ["Variable"] = ProviderInfo.Variable,
    };

    internal static PSPath Parse(string path, string location)
    {
        int qualifier = path.IndexOf("::", StringComparison.Ordinal);
        if (qualifier > 0)
        {
            string name = path[..qualifier].Split('\\')[^1];
            return string.Equals(name, FileSystemProvider.ProviderName, StringComparison.OrdinalIgnoreCase)
                ? new(ProviderInfo.FileSystem, null, Full(path[(qualifier + 2)..], location))
                : throw PathFault.NoProvider(name);
        }

        int colon = path.IndexOf(':', StringComparison.Ordinal);
        bool windowsRoot = OperatingSystem.IsWindows() && colon == 1;
        if (colon > 0 && !windowsRoot && path.AsSpan(0, colon).IndexOfAny('/', '\\') < 0)
        {
            string drive = path[..colon];
            return s_otherDrives.TryGetValue(drive, out ProviderInfo other)
                ? new(other, new PSDriveInfo(drive, other, string.Empty), path[(colon + 1)..])
                : throw PathFault.NoDrive(drive);
        }

        string full = Full(path, location);
        return new(ProviderInfo.FileSystem, RootDrive(full), full);
    }

    internal static PSDriveInfo RootDrive(string fullPath)
    {
        string root = Path.GetPathRoot(fullPath);
        return new PSDriveInfo(OperatingSystem.IsWindows() ? root[..1] : root, ProviderInfo.FileSystem, root);
    }

    private static string Full(string path, string location)
    {
        bool home = path == "~" || path.StartsWith("~/", StringComparison.Ordinal);
        string start = home ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) : location;
        return Path.GetFullPath(Path.Combine(start, home ? path[1..].TrimStart('/') : path));
    }
}
