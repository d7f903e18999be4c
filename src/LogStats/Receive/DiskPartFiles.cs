using Microsoft.Win32.SafeHandles;
using LogStats.Archive;
using LogStats.Files;

namespace LogStats.Receive;

/// <summary>The folders of sources, below one on the disk. What is no plain file or folder there is refused, and no link is followed.</summary>
internal sealed class DiskPartFiles(string directory) : IPartFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    public IPartFile? Create(string source, string name)
    {
        string folder = Path.Join(directory, source);
        if (!Directory.Exists(folder))
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, FolderMode);
            DiskSync.FolderOf(folder);
        }

        string path = PathOf(source, name);
        if (PlainFile.OpenBelow(directory, source, name, create: true) is not SafeFileHandle file)
        {
            return null;
        }

        DiskSync.FolderOf(path);
        return new DiskPartFile(file);
    }

    public IPartFile? Open(string source, string name)
        => PlainFile.OpenBelow(directory, source, name, create: false) is SafeFileHandle file ? new DiskPartFile(file) : null;

    public bool Has(string source, string name)
    {
        FileInfo file = new(PathOf(source, name));
        return file.Exists || file.LinkTarget is not null || Directory.Exists(file.FullName);
    }

    public string PathOf(string source, string name) => Path.Join(directory, source, name);

    public long Usage(string source)
    {
        DirectoryInfo folder = new(Path.Join(directory, source));
        return folder.Exists ? folder.EnumerateFiles("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).Sum(static file => file.Length) : 0;
    }

    public PartManifest? Taken(string source, string name) => Enum.GetValues<ArchiveState>()
        .Select(state => PartManifest.Read(ArchiveLayout.ManifestOf(ArchiveLayout.PathOf(directory, state, source, name))))
        .FirstOrDefault(manifest => manifest?.Source == source && manifest.Name == name);

    public bool HasAny() => Directory.EnumerateDirectories(directory).Any(static path => ArchiveLayout.IsSource(Path.GetFileName(path)));
}
