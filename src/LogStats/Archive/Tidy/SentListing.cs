using System.IO.Enumeration;

namespace LogStats.Archive.Tidy;

/// <summary>What lies in the folder of delivered files: names only, so that looking touches nothing.</summary>
internal static class SentListing
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The folders of sources, in order. All else is counted.</summary>
    public static string[] Sources(string sent, TidyCounts counts)
    {
        List<string> sources = [];
        foreach ((string name, bool isFolder, bool isLink) in Entries(sent))
        {
            if (isFolder && !isLink && ArchiveLayout.IsSource(name))
            {
                sources.Add(name);
            }
            else if (!TidyFiles.IsOwn(name) || isFolder || isLink)
            {
                counts.Stranger(Path.Join(sent, name));
            }
        }

        sources.Sort(StringComparer.Ordinal);
        return [.. sources];
    }

    /// <summary>Each name in a source's folder, and whether it is a plain file's.</summary>
    public static SortedDictionary<string, bool> Files(string folder)
    {
        SortedDictionary<string, bool> names = new(StringComparer.Ordinal);
        foreach ((string name, bool isFolder, bool isLink) in Entries(folder))
        {
            names[name] = !isFolder && !isLink;
        }

        return names;
    }

    private static FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)> Entries(string folder) => new(
        folder, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0), s_all);
}
