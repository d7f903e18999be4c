using System.IO.Enumeration;

namespace LogStats.Archive;

/// <summary>
/// Finds the files of an archive by their manifests. Folders and files that are links, whose names are no names of a receiver, or whose
/// manifest is about another file, are not there for it.
/// </summary>
internal static class ArchiveScan
{
    private static readonly EnumerationOptions s_plain = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>Those of that state, by source and name. A folder that is not there has none.</summary>
    public static IEnumerable<ArchivePart> Parts(string directory, ArchiveState state)
        => Sources(directory, state).SelectMany(source => Parts(directory, state, source));

    /// <summary>The sources that have a folder in that state, in order.</summary>
    public static IEnumerable<string> Sources(string directory, ArchiveState state)
    {
        DirectoryInfo below = new(ArchiveLayout.Below(directory, state));
        return !below.Exists || (state != ArchiveState.Waiting && below.LinkTarget is not null) ? []
            : new FileSystemEnumerable<string>(below.FullName, static (ref FileSystemEntry entry) => entry.FileName.ToString(), s_plain)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.IsDirectory && ArchiveLayout.IsSource(entry.FileName),
            }.Order(StringComparer.Ordinal);
    }

    /// <summary>Those of one source and that state, by name.</summary>
    /// <param name="directory">The archive.</param>
    /// <param name="state">Which of them.</param>
    /// <param name="source">Whose.</param>
    /// <param name="wanted">Whether the manifest of that name is to be opened; null for each.</param>
    public static IEnumerable<ArchivePart> Parts(string directory, ArchiveState state, string source, Func<string, bool>? wanted = null)
    {
        string folder = ArchiveLayout.PathOf(directory, state, source, "");
        return !Directory.Exists(folder) ? [] : new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.FileName.ToString(), s_plain)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(ArchiveLayout.ManifestEnding, StringComparison.Ordinal),
        }.Where(name => wanted is null || wanted(name)).Order(StringComparer.Ordinal).Select(name => Find(folder, state, source, name)).OfType<ArchivePart>();
    }

    /// <summary>Null where the manifest is none, is of another file, or its file is not beside it.</summary>
    private static ArchivePart? Find(string folder, ArchiveState state, string source, string name)
    {
        PartManifest? manifest = PartManifest.Read(Path.Join(folder, name));
        if (manifest is null || manifest.Source != source || manifest.Name + ArchiveLayout.ManifestEnding != name)
        {
            return null;
        }

        FileInfo plain = new(Path.Join(folder, manifest.Name));
        bool isCompressed = !plain.Exists;
        FileInfo file = isCompressed ? new(plain.FullName + ArchiveLayout.GzipEnding) : plain;
        return !file.Exists || file.LinkTarget is not null ? null : new ArchivePart
        {
            Path = file.FullName,
            State = state,
            Manifest = manifest,
            IsCompressed = isCompressed,
            Changed = file.LastWriteTimeUtc,
            Length = file.Length,
        };
    }
}
