using System.IO.Compression;
using LogStats.Faults;
using LogStats.Files;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Archive.Tidy;

/// <summary>
/// Compresses and removes what was delivered long enough ago, and nothing else: not what waits, not what failed, not what is younger, a
/// link, or nobody's. It names files only within folders that it holds open, so nothing that is put in the way leads it elsewhere.
/// A run that ends in the middle is ended by the next one.
/// </summary>
public sealed class ArchiveTidying : IDisposable
{
    private readonly string _directory;
    private readonly PlainFolder? _sent;
    private readonly SafeFileHandle? _hold;
    private readonly TidyClock _clock;

    /// <param name="directory">The archive: what a receiver writes to.</param>
    /// <param name="clock">Of this machine.</param>
    /// <param name="isRehearsal">Nothing will be done, only asked: then nothing is written at all.</param>
    /// <exception cref="LogStatsException">There is no such directory, or another process tidies it.</exception>
    public ArchiveTidying(string directory, TimeProvider clock, bool isRehearsal = false)
        : this(directory, clock, isRehearsal, BootName.Read())
    {
    }

    internal ArchiveTidying(string directory, TimeProvider clock, bool isRehearsal, string boot)
    {
        _directory = Whole(directory);
        try
        {
            _sent = PlainFolder.Open(_directory, ArchiveLayout.Sent);
            if (_sent is null)
            {
                _clock = new TidyClock(clock, boot, null, isLost: false);
                return;
            }

            _hold = isRehearsal ? null : TidyFiles.Hold(_sent, _directory);
            _clock = TidyFiles.Read(_sent, clock, boot);
        }
        catch (IOException error)
        {
            Dispose();
            throw Fail.ArchiveWork(Path.Join(_directory, ArchiveLayout.Sent), "tidied", error);
        }
        catch (LogStatsException)
        {
            Dispose();
            throw;
        }

        if (!isRehearsal)
        {
            TidyFiles.Write(_sent.FullName, _clock);
        }
    }

    /// <summary>Compresses what is plain.</summary>
    /// <param name="olderThan">How long ago it must have been changed.</param>
    /// <param name="level">How hard to try.</param>
    /// <param name="asks">Told of each before it is done; where it says no, nothing is.</param>
    /// <param name="done">Told of each that was compressed, as it is now.</param>
    /// <param name="fault">Told of each that could not be.</param>
    /// <param name="stop">Ends it; the file that is being compressed stays as it was.</param>
    public TidyCounts Compress(
        TimeSpan olderThan, CompressionLevel level, Func<ArchivePart, bool> asks, Action<ArchivePart> done, Action<LogStatsException> fault, CancellationToken stop)
        => Each(olderThan, "compressed", asks, done, fault, stop, (folder, part) => part.Plain is null ? null : PartPacking.Pack(folder, part, level, stop), withOrphans: false);

    /// <summary>Removes files with their manifests, and folders of sources in which nothing was for as long.</summary>
    /// <param name="olderThan">How long ago it must have been changed.</param>
    /// <param name="asks">Told of each before it is done; where it says no, nothing is.</param>
    /// <param name="done">Told of each that was removed.</param>
    /// <param name="fault">Told of each that could not be.</param>
    /// <param name="stop">Ends it between two files.</param>
    public TidyCounts Remove(
        TimeSpan olderThan, Func<ArchivePart, bool> asks, Action<ArchivePart> done, Action<LogStatsException> fault, CancellationToken stop)
        => Each(olderThan, "removed", asks, done, fault, stop, static (folder, part) => PartRemoval.Remove(folder, part), withOrphans: true);

    public void Dispose()
    {
        _hold?.Dispose();
        _sent?.Dispose();
    }

    /// <summary>A path of a directory that is there and may be looked into, without a slash at its end.</summary>
    /// <exception cref="LogStatsException">It is not.</exception>
    internal static string Whole(string path)
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(whole))
        {
            throw File.Exists(whole) ? Fail.NotArchive(path) : Fail.DirectoryNotFound(path);
        }

        try
        {
            _ = Directory.EnumerateFileSystemEntries(whole).Any();
            return whole;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.DirectoryRead(path, error);
        }
    }

    private TidyCounts Each(
        TimeSpan olderThan, string what, Func<ArchivePart, bool> asks, Action<ArchivePart> done, Action<LogStatsException> fault, CancellationToken stop,
        Func<PlainFolder, SentPart, long?> work, bool withOrphans)
    {
        TidyCounts counts = new();
        if (_sent is null)
        {
            return counts;
        }

        SentWork each = new(_directory, _clock, olderThan, what, counts, asks, done, work, withOrphans);
        foreach (string source in Sources(_sent.FullName, counts))
        {
            try
            {
                each.Run(source, fault, stop);
                if (withOrphans && _hold is not null && IsOld(source, olderThan))
                {
                    _ = _sent.DeleteFolder(source);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                counts.Failed++;
                fault(Fail.ArchiveWork(Path.Join(_sent.FullName, source), what, error));
            }
        }

        return counts;
    }

    private static string[] Sources(string sent, TidyCounts counts)
    {
        try
        {
            return SentListing.Sources(sent, counts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.DirectoryRead(sent, error);
        }
    }

    /// <summary>Nothing came or went in it: who brings files makes the folder first.</summary>
    private bool IsOld(string source, TimeSpan olderThan)
        => _clock.AgeOf(Directory.GetLastWriteTimeUtc(Path.Join(_sent!.FullName, source))) >= olderThan;
}
