using System.Globalization;
using System.IO.Enumeration;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Tstat.Directories;

/// <summary>
/// Removes directories that are processed and old enough. Links are removed and never followed. The mark goes last, so that
/// what a kill leaves is still marked, and the next run ends it.
/// </summary>
public static class TstatRemoval
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>How long a directory is kept once it is processed.</summary>
    public static TimeSpan UsualAge { get; } = TimeSpan.FromHours(48);

    /// <summary>Why a directory is kept, in a few words; null where it may go. It is looked at anew.</summary>
    /// <exception cref="LogStatsException">It cannot be looked at, or a log in it was written to after it was marked.</exception>
    public static string? Kept(TstatDirectory directory, TimeSpan olderThan, TimeProvider clock)
    {
        string path = directory.FullName;
        if (!TstatNames.IsDirectory(Path.GetFileName(path)))
        {
            return "its name does not end in .out";
        }

        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            return "it is a link";
        }

        TstatDirectory now = TstatLook.Again(directory, clock);
        return now.Identity != directory.Identity ? "another directory has its name by now"
            : now.Processed is not { } marked ? "it is not marked as processed"
            : clock.GetUtcNow() - marked < olderThan
                ? string.Create(CultureInfo.InvariantCulture, $"it was marked on {marked:yyyy-MM-dd HH:mm:ss}, less than {olderThan:c} ago")
            : now.Reason.Length > 0 ? throw Fail.TstatLate(path, now.Reason)
            : TstatDirectories.Find(path, clock, TimeSpan.Zero, static fault => throw fault, CancellationToken.None).Any(inner => inner.FullName != path)
                ? "another directory of tstat is in it"
            : null;
    }

    /// <summary>Removes what may go below a directory, and never that directory itself.</summary>
    /// <param name="root">Where to look.</param>
    /// <param name="olderThan">How long ago a directory must have been marked.</param>
    /// <param name="clock">What that goes by.</param>
    /// <param name="removes">Told of each before it is removed; where it says no, the directory stays.</param>
    /// <param name="fault">Told of each that cannot be removed or looked into.</param>
    /// <param name="stop">Ends it between two files.</param>
    /// <exception cref="LogStatsException">There is no such directory.</exception>
    public static void RemoveBelow(
        string root, TimeSpan olderThan, TimeProvider clock, Func<TstatDirectory, bool> removes, Action<LogStatsException> fault, CancellationToken stop)
    {
        root = TstatDirectories.Whole(root);
        foreach (TstatDirectory found in TstatDirectories.Find(root, clock, TimeSpan.Zero, fault, stop))
        {
            try
            {
                if (found.FullName != root && Kept(found, olderThan, clock) is null && removes(found))
                {
                    _ = Remove(found, olderThan, clock, stop);
                }
            }
            catch (LogStatsException refused)
            {
                fault(refused);
            }
        }
    }

    /// <summary>Removes a directory with all that is in it; false where it is kept, for the reasons of <see cref="Kept"/>.</summary>
    /// <exception cref="LogStatsException">Something in it cannot be removed. It stays marked.</exception>
    public static bool Remove(TstatDirectory directory, TimeSpan olderThan, TimeProvider clock, CancellationToken stop)
    {
        if (Kept(directory, olderThan, clock) is not null)
        {
            return false;
        }

        string path = directory.FullName;
        string at = path;
        try
        {
            Empty(path, directory.Identity.Device, TstatNames.Mark, ref at, stop);
            at = TstatNames.MarkOf(path);
            File.Delete(at);
            at = path;
            Directory.Delete(path); // Not what may have come into it since.
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true; // Somebody else was faster.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.TstatRemove(path, at, error);
        }
    }

    private static void Empty(string folder, long device, string? keep, ref string at, CancellationToken stop)
    {
        foreach ((string name, bool isFolder, bool isLink) in Inside(folder))
        {
            stop.ThrowIfCancellationRequested();
            if (name == keep && !isFolder)
            {
                continue;
            }

            at = Path.Join(folder, name);
            if (isFolder && !isLink)
            {
                string inner = at;
                if (FileState.OfPath(inner)?.Identity.Device != device)
                {
                    throw new IOException("it is on another disk");
                }

                Empty(inner, device, null, ref at, stop);
                at = inner;
                Directory.Delete(inner);
            }
            else if (isFolder && OperatingSystem.IsWindows())
            {
                Directory.Delete(at); // There a link to a directory is a directory; what it leads to stays.
            }
            else
            {
                File.Delete(at);
            }
        }
    }

    /// <summary>What is in a folder, all at once: it is changed while one goes through it.</summary>
    private static (string Name, bool IsFolder, bool IsLink)[] Inside(string folder) =>
    [
        .. new FileSystemEnumerable<(string, bool, bool)>(
            folder, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0), s_all),
    ];
}
