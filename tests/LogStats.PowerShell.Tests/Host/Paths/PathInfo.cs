#nullable disable

namespace System.Management.Automation;

/// <summary>A location as the session sees it.</summary>
public sealed class PathInfo
{
    internal PathInfo(string path) => Path = path;

    public string Path { get; }

    public string ProviderPath => Path;

    public ProviderInfo Provider => ProviderInfo.FileSystem;

    public PSDriveInfo Drive => PSPath.RootDrive(Path);

    public override string ToString() => Path;
}
