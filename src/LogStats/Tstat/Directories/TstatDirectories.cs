using System.IO.Enumeration;
using LogStats.Faults;

namespace LogStats.Tstat.Directories;

/// <summary>
/// Finds the directories of tstat below another, in the order of their names. Links to directories are not followed, so no
/// walk is endless; what cannot be read is told and the walk goes on. Memory is that of the names side by side.
/// </summary>
public static class TstatDirectories
{
    private static readonly EnumerationOptions s_all = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>
    /// For how long nothing may have changed in a directory without a newer one beside it: twice the hour for which tstat
    /// writes into one, because it writes late what it holds in memory when no packets come.
    /// </summary>
    public static TimeSpan UsualQuietTime { get; } = TimeSpan.FromHours(2);

    /// <param name="root">Where to look; a directory of tstat is found too.</param>
    /// <param name="clock">What the quiet time goes by, and the zone of the times in names.</param>
    /// <param name="quietTime">How long a directory must be quiet that has no newer one beside it.</param>
    /// <param name="fault">Told of each directory that cannot be read.</param>
    /// <param name="stop">Ends the walk.</param>
    /// <exception cref="LogStatsException">There is no such directory.</exception>
    public static IEnumerable<TstatDirectory> Find(
        string root, TimeProvider clock, TimeSpan quietTime, Action<LogStatsException> fault, CancellationToken stop)
    {
        root = Whole(root);
        return Walk(root, clock, quietTime, fault, stop);
    }

    /// <summary>A path of a directory that is there, without a slash at its end.</summary>
    internal static string Whole(string path)
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(whole) ? whole : throw (File.Exists(whole) ? Fail.NotDirectory(path) : Fail.DirectoryNotFound(path));
    }

    /// <summary>The newest of the directories in a folder, by the time in their names; null where none tells one.</summary>
    internal static DateTime? NewestIn(string? folder)
    {
        try
        {
            return folder is null ? null : Newest(Names(folder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // Who may not look beside it must wait for it to be quiet.
        }
    }

    private static IEnumerable<TstatDirectory> Walk(
        string root, TimeProvider clock, TimeSpan quietTime, Action<LogStatsException> fault, CancellationToken stop)
    {
        Stack<(string Path, DateTime? Newest)> waiting = [];
        waiting.Push((root, TstatNames.IsDirectory(Path.GetFileName(root)) ? NewestIn(Path.GetDirectoryName(root)) : null));
        while (waiting.TryPop(out (string Path, DateTime? Newest) at))
        {
            stop.ThrowIfCancellationRequested();
            TstatDirectory? found = null;
            try
            {
                string[] inside = Names(at.Path);
                DateTime? newest = Newest(inside);
                for (int last = inside.Length - 1; last >= 0; last--)
                {
                    waiting.Push((Path.Join(at.Path, inside[last]), newest));
                }

                found = TstatNames.IsDirectory(Path.GetFileName(at.Path)) ? TstatLook.At(at.Path, at.Newest, clock, quietTime) : null;
            }
            catch (DirectoryNotFoundException) when (at.Path != root)
            {
                // It was there a moment ago: somebody removes what is done.
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                fault(Fail.DirectoryRead(at.Path, error));
            }

            if (found is not null)
            {
                yield return found;
            }
        }
    }

    /// <summary>The directories in a folder, without links, in order.</summary>
    private static string[] Names(string folder)
    {
        string[] names = [.. new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.FileName.ToString(), s_all)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private static DateTime? Newest(string[] names) => names.Max(static name => TstatNames.TimeOf(name));
}
