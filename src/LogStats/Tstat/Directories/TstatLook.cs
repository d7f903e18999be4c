using System.Globalization;
using System.IO.Enumeration;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Tstat.Directories;

/// <summary>
/// What a directory is like now. Only one that tstat has left is ready: a newer one stands beside it, or nothing in it has
/// changed for long enough. Read earlier and marked, all that came later would be lost.
/// </summary>
internal static class TstatLook
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <exception cref="LogStatsException">There is none, it is not one of tstat's, or it cannot be read.</exception>
    public static TstatDirectory At(string path, TimeProvider clock, TimeSpan quietTime)
    {
        string whole = TstatDirectories.Whole(path);
        if (!TstatNames.IsDirectory(Path.GetFileName(whole)))
        {
            throw Fail.NotTstatDirectory(path);
        }

        return Guarded(whole, () => At(whole, TstatDirectories.NewestIn(Path.GetDirectoryName(whole)), clock, quietTime));
    }

    /// <summary>Looks at a known directory again, whatever stands beside it.</summary>
    /// <exception cref="LogStatsException">It is gone, or cannot be read any more.</exception>
    public static TstatDirectory Again(TstatDirectory known, TimeProvider clock)
        => Guarded(known.FullName, () => At(known.FullName, null, clock, TimeSpan.Zero));

    /// <param name="path">The whole path.</param>
    /// <param name="newest">The newest time in the names beside it, its own among them.</param>
    /// <param name="clock">What the quiet time goes by.</param>
    /// <param name="quietTime">How long it must be quiet without a newer one beside it.</param>
    public static TstatDirectory At(string path, DateTime? newest, TimeProvider clock, TimeSpan quietTime)
    {
        // Not when the directory itself changed: an attempt to mark it would do that.
        DateTimeOffset? written = null;
        DateTimeOffset? marked = null;
        Dictionary<string, TstatLogFile> logs = new(StringComparer.Ordinal);
        foreach ((string name, bool isFolder, DateTimeOffset last) in Entries(path))
        {
            if (name == TstatNames.Mark && !isFolder)
            {
                marked = last;
                continue;
            }

            written = last < written ? written : last;
            if (!isFolder && LogOf(name) is { } log && (log.Length == name.Length || !logs.ContainsKey(log)) && File(Path.Join(path, name)) is { } file)
            {
                logs[log] = file; // One that is just being compressed is there twice: the plain one is whole.
            }
        }

        DateTimeOffset changed = logs.Values.Select(static log => log.LastWrite).Append(written ?? Directory.GetLastWriteTimeUtc(path)).Max();
        TstatLogFile[] files = [.. logs.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value)];
        DateTime? time = TstatNames.TimeOf(Path.GetFileName(path));
        TstatDirectory found = new()
        {
            Name = Path.GetFileName(path),
            FullName = path,
            Time = time is { } local ? new DateTimeOffset(local, clock.LocalTimeZone.GetUtcOffset(local)) : null,
            LogFiles = [.. files.Select(static file => file.Path)],
            Logs = files,
            Bytes = files.Sum(static file => file.Length),
            LastWrite = changed,
            Processed = marked,
            Identity = FileState.OfPath(path)?.Identity ?? default,
        };
        (TstatDirectoryState state, string reason) = State(found, newest > time, clock.GetUtcNow() - changed, quietTime);
        return found with { State = state, Reason = reason };
    }

    private static TstatDirectory Guarded(string path, Func<TstatDirectory> look)
    {
        try
        {
            return look();
        }
        catch (DirectoryNotFoundException)
        {
            throw Fail.DirectoryNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.DirectoryRead(path, error);
        }
    }

    private static (TstatDirectoryState State, string Reason) State(TstatDirectory found, bool hasNewer, TimeSpan age, TimeSpan quietTime)
    {
        if (found.Processed is { } marked)
        {
            TstatLogFile late = found.Logs.FirstOrDefault(log => log.LastWrite > marked);
            return (TstatDirectoryState.Processed, late.Path is null ? "" : $"{Path.GetFileName(late.Path)} was written to after the directory was marked");
        }

        return found.Logs.Count == 0 ? (TstatDirectoryState.Incomplete, $"it holds neither {TstatNames.TcpComplete} nor {TstatNames.UdpComplete}")
            : hasNewer || age >= quietTime ? (TstatDirectoryState.Ready, "")
            : (TstatDirectoryState.Incomplete, string.Create(CultureInfo.InvariantCulture,
                $"tstat may still write it: no newer directory is beside it, and the last change was less than {quietTime:c} ago"));
    }

    /// <summary>Which log a file is, by the name without what says that it is compressed; null for any other file.</summary>
    private static string? LogOf(string name)
    {
        string plain = name.EndsWith(TstatNames.Compressed, StringComparison.Ordinal) ? name[..^TstatNames.Compressed.Length] : name;
        return plain is TstatNames.TcpComplete or TstatNames.UdpComplete ? plain : null;
    }

    private static TstatLogFile? File(string path) => FileState.OfPath(path) is { IsRegular: true } file
        ? new TstatLogFile(path, file.Identity, file.Length, new DateTimeOffset(file.LastWrite, TimeSpan.Zero)) : null;

    private static FileSystemEnumerable<(string Name, bool IsFolder, DateTimeOffset LastWrite)> Entries(string path)
        => new(path, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, entry.LastWriteTimeUtc), s_all);
}
