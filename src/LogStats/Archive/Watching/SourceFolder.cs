using System.IO.Enumeration;
using System.Runtime.InteropServices;
using LogStats.Follow;
using LogStats.Tally;

namespace LogStats.Archive.Watching;

/// <summary>
/// One folder of a source. It is listed again only when names came or went, by its own time; of what grows in it only the newest file is
/// looked at.
/// </summary>
internal sealed class SourceFolder(string path)
{
    /// <summary>Times of folders are as coarse as the file system's clock.</summary>
    private static readonly long s_coarsest = TimeSpan.FromSeconds(3).Ticks;

    private static readonly EnumerationOptions s_plain = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private FileState? _listed;

    /// <summary>How many files there are, without manifests.</summary>
    public int Files { get; private set; }

    /// <summary>The newest of those that count; empty for none.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>When that was changed, in UTC ticks; 0 for never.</summary>
    public long Changed { get; private set; }

    /// <summary>What was changed in a future that has not come, and is not known as such: somebody writes with another clock.</summary>
    public bool IsAhead { get; private set; }

    /// <param name="now">What the clock shows, in UTC ticks.</param>
    /// <param name="limit">What was changed after that is in the future.</param>
    /// <param name="ghosts">What was there before the clock was set; what is found ahead is added.</param>
    /// <param name="force">List it in any case.</param>
    public void Look(long now, long limit, HashSet<long> ghosts, bool force)
    {
        FileState? state = FileState.OfPath(path);
        IsAhead = false;
        if (state is null)
        {
            (_listed, Files, Newest, Changed) = (null, 0, "", 0);
        }
        else if (force || _listed != state)
        {
            List(limit, ghosts);
            _listed = now - state.Value.LastWrite > s_coarsest && state.Value.Identity != default && FileState.OfPath(path) == state ? state : null;
        }
        else if (Newest.Length > 0 && FileState.OfPath(Path.Join(path, Newest)) is { } file && file.LastWrite > Changed)
        {
            Take(Newest, file.LastWrite, limit, ghosts);
        }
    }

    /// <summary>All that was changed after that moment is known from now on, and tells nothing.</summary>
    public void Haunt(long after, HashSet<long> ghosts)
    {
        foreach ((string name, long changed) in Entries())
        {
            if (changed > after)
            {
                _ = ghosts.Add(Ghost(name, changed));
            }
        }

        _listed = null;
    }

    private void List(long limit, HashSet<long> ghosts)
    {
        (Files, Newest, Changed) = (0, "", 0);
        foreach ((string name, long changed) in Entries())
        {
            Files++;
            if (changed > Changed)
            {
                Take(name, changed, limit, ghosts);
            }
        }
    }

    private void Take(string name, long changed, long limit, HashSet<long> ghosts)
    {
        if (ghosts.Count > 0 && ghosts.Contains(Ghost(name, changed)))
        {
            return;
        }

        if (changed > limit)
        {
            IsAhead = true;
            _ = ghosts.Add(Ghost(name, changed));
            return;
        }

        (Newest, Changed) = (name, changed);
    }

    private IEnumerable<(string Name, long Changed)> Entries()
    {
        FileSystemEnumerable<(string, long)> entries;
        try
        {
            entries = new(path, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.LastWriteTimeUtc.UtcTicks), s_plain)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && ArchiveLayout.IsFile(entry.FileName)
                    && !entry.FileName.EndsWith(ArchiveLayout.ManifestEnding, StringComparison.Ordinal),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // It went just now, or nobody may know.
        }

        return entries;
    }

    /// <summary>The same file with the same time, compressed since or not.</summary>
    private static long Ghost(ReadOnlySpan<char> name, long changed)
        => unchecked((long)ByteHash.Of(MemoryMarshal.AsBytes(name.EndsWith(ArchiveLayout.GzipEnding, StringComparison.Ordinal) ? name[..^ArchiveLayout.GzipEnding.Length] : name), (ulong)changed));
}
