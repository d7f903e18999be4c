#nullable disable

using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>Paths as the user typed them, turned into paths the system can open.</summary>
public sealed class PathIntrinsics
{
    private readonly PathInfo _location;

    internal PathIntrinsics(string location) => _location = new PathInfo(System.IO.Path.GetFullPath(location));

    public PathInfo CurrentLocation => _location;

    public PathInfo CurrentFileSystemLocation => _location;

    public PathInfo CurrentProviderLocation(string providerName) =>
        string.Equals(providerName, "FileSystem", StringComparison.OrdinalIgnoreCase)
            ? _location
            : throw PathFault.NoProvider(providerName);

    public string GetUnresolvedProviderPathFromPSPath(string path) =>
        GetUnresolvedProviderPathFromPSPath(path, out _, out _);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parsed = PSPath.Parse(path, _location.Path);
        provider = parsed.Provider;
        drive = parsed.Drive;
        return parsed.ProviderPath;
    }

    /// <summary>A pattern may match nothing; a plain path that does not exist is an error.</summary>
    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var parsed = PSPath.Parse(path, _location.Path);
        provider = parsed.Provider;
        if (provider != ProviderInfo.FileSystem)
        {
            return [parsed.ProviderPath];
        }

        if (WildcardPattern.ContainsWildcardCharacters(parsed.ProviderPath))
        {
            return [.. PathGlob.Expand(parsed.ProviderPath)];
        }

        string plain = WildcardPattern.Unescape(parsed.ProviderPath);
        return System.IO.Path.Exists(plain) ? [plain] : throw PathFault.NoItem(plain);
    }

    public bool IsProviderQualified(string path) => path.Contains("::", StringComparison.Ordinal);

    public string Combine(string parent, string child) => System.IO.Path.Combine(parent, child);

    public string ParseParent(string path, string root) => System.IO.Path.GetDirectoryName(path) ?? string.Empty;

    public string ParseChildName(string path) => System.IO.Path.GetFileName(path);
}
