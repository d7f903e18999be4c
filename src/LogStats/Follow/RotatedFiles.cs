using System.IO.Enumeration;

namespace LogStats.Follow;

/// <summary>The files beside a log that rotation made of it, the oldest first.</summary>
internal static class RotatedFiles
{
    private const int MostTries = 20;

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>
    /// Listed until two lists are the same: a file that is renamed while its folder is being listed may stand in the list
    /// twice, or not at all. Null where that does not come to an end: then it is to be asked again.
    /// </summary>
    public static List<RotatedFile>? Settled(string path)
    {
        List<RotatedFile> files = List(path);
        for (int tries = 0; tries < MostTries; tries++)
        {
            List<RotatedFile> again = List(path);
            if (files.Select(Which).SequenceEqual(again.Select(Which)))
            {
                return again;
            }

            files = again;
        }

        return null;
    }

    /// <summary>The same for who has to take what there is.</summary>
    public static List<RotatedFile> Of(string path) => Settled(path) ?? List(path);

    private static (string, FileIdentity) Which(RotatedFile file) => (file.Path, file.State.Identity);

    /// <summary>The same of names that were listed before.</summary>
    public static List<RotatedFile> Of(IEnumerable<string> names)
    {
        List<RotatedFile> files = [];
        foreach (string beside in names)
        {
            if (FileState.OfPath(beside) is { IsRegular: true } state)
            {
                files.Add(new RotatedFile(beside, state));
            }
        }

        // While a file is being compressed both are there, and only the plain one is whole.
        _ = files.RemoveAll(file => file.Path.EndsWith(".gz", StringComparison.Ordinal)
            && files.Exists(other => other.Path.Length == file.Path.Length - 3 && file.Path.StartsWith(other.Path, StringComparison.Ordinal)));
        files.Sort(ByNumber);
        if (!files.TrueForAll(static file => RotatedName.Number(file.Path) > 0) || CountOtherwise(files))
        {
            files.Sort(ByTime);
        }

        // Where renaming is a new name and the removal of the old one, a file has both for a moment. It is one file.
        HashSet<FileIdentity> seen = [];
        _ = files.RemoveAll(file => !seen.Add(file.State.Identity));
        return files;
    }

    private static List<RotatedFile> List(string path)
    {
        string live = Path.GetFileName(path);
        try
        {
            return Of(new FileSystemEnumerable<string>(
                Path.GetDirectoryName(path)!, static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), s_all)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => RotatedName.Is(entry.FileName, live) && !entry.IsDirectory,
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // A folder that cannot be listed has nothing that could be read on.
        }
    }

    /// <summary>
    /// Whether the last writes say the opposite of most numbers: some programs number on, so that the highest number is the newest file, or
    /// begin again at the lowest that is free. A clock that was set speaks against one of them only.
    /// </summary>
    private static bool CountOtherwise(List<RotatedFile> files)
    {
        int against = 0;
        for (int at = 1; at < files.Count; at++)
        {
            against += files[at].State.LastWrite.CompareTo(files[at - 1].State.LastWrite) switch { < 0 => 1, > 0 => -1, _ => 0 };
        }

        return against > 0;
    }

    /// <summary>A higher number is older, whatever the clock was set to meanwhile.</summary>
    private static int ByNumber(RotatedFile left, RotatedFile right)
    {
        int order = RotatedName.Number(right.Path).CompareTo(RotatedName.Number(left.Path));
        return order != 0 ? order : string.CompareOrdinal(left.Path, right.Path);
    }

    /// <summary>By the last write; where a clock is too coarse for that, a higher number is older.</summary>
    private static int ByTime(RotatedFile left, RotatedFile right)
    {
        int order = left.State.LastWrite.CompareTo(right.State.LastWrite);
        return order != 0 ? order : ByNumber(left, right);
    }
}

/// <summary>A file beside a log, as it was when it was listed.</summary>
internal readonly record struct RotatedFile(string Path, FileState State);
