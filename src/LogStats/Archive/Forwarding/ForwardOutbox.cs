using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Archive.Forwarding;

/// <summary>
/// The files of an archive on their way out of it. All that is known of each is the folder in which it lies; whatever is interrupted is
/// finished at the next start, so that a file has one line in a report and is in one place.
/// </summary>
public sealed class ForwardOutbox : IDisposable
{
    private readonly string _directory;
    private readonly ForwardMark _mark;
    private readonly ForwardReport _sent;
    private readonly ForwardReport _failed;

    private ForwardOutbox(string directory, ForwardMark mark, TimeProvider clock)
    {
        (_directory, _mark) = (directory, mark);
        _sent = new ForwardReport(Path.Join(directory, "linecount-report.log"), "Sent", clock);
        _failed = new ForwardReport(Path.Join(directory, "linecount-report.fail"), "Failed", clock);
    }

    /// <summary>Sessions that did not end well.</summary>
    public IReadOnlyList<string> Sessions => _mark.Sessions;

    /// <summary>Opens it for this process alone, and finishes what another left half done.</summary>
    /// <param name="directory">The directory of a receiver.</param>
    /// <param name="name">What a file is called at its destination.</param>
    /// <param name="clock">The clock of the reports.</param>
    /// <exception cref="LogStatsException">There is none, another is at work there, or it cannot be written.</exception>
    public static ForwardOutbox Open(string directory, Func<ArchivePart, string> name, TimeProvider clock)
    {
        string full = Path.GetFullPath(directory);
        if (!Directory.Exists(full))
        {
            throw File.Exists(full) ? Fail.Value("the directory", directory, "the folder of a receiver, which holds one for each source") : Fail.PathNotFound(directory);
        }

        ForwardOutbox outbox = new(full, ForwardMark.Take(full), clock);
        try
        {
            outbox.FinishRest([.. ForwardRest.Find(full, name)]);
            return outbox;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            outbox.Dispose();
            throw Fail.FileWrite(full, error);
        }
        catch
        {
            outbox.Dispose();
            throw;
        }
    }

    /// <summary>The files in that state, by source and name.</summary>
    public IEnumerable<ArchivePart> Parts(ArchiveState state) => ArchiveScan.Parts(_directory, state);

    public void Began(string session) => _mark.Add(session);

    public void Ended(IReadOnlyCollection<string> sessions) => _mark.Forget(sessions);

    /// <summary>
    /// Puts files where they belong: each itself, then its line in the report, its manifest last. Many at once cost the disk little more
    /// than one.
    /// </summary>
    /// <returns>What could not be moved, and stays.</returns>
    /// <exception cref="LogStatsException">A report cannot be written.</exception>
    public IReadOnlyList<LogStatsException> Finish(IReadOnlyList<ForwardedPart> parts)
    {
        List<LogStatsException> faults = [];
        List<ForwardedPart> moved = [];
        foreach (ForwardedPart part in parts.Where(static part => part.Moves))
        {
            try
            {
                string to = Room(part, Path.GetFileName(part.Part.Path));
                if (File.Exists(to))
                {
                    throw new IOException($"'{to}' is there already");
                }

                DiskSync.Replace(part.Part.Path, to);
                moved.Add(part);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                faults.Add(Fail.FileWrite(part.Part.Path, error));
            }
        }

        Sync(moved);
        _sent.Append(moved.Where(static part => part.State == ArchiveState.Sent));
        _failed.Append(moved.Where(static part => part.State == ArchiveState.Failed));
        MoveManifests(moved, faults);
        return faults;
    }

    public void Dispose() => _mark.Dispose();

    private void FinishRest(IReadOnlyList<ForwardedPart> rest)
    {
        Sync(rest);
        foreach ((ForwardReport report, ArchiveState state) in ((ForwardReport, ArchiveState)[])[(_sent, ArchiveState.Sent), (_failed, ArchiveState.Failed)])
        {
            ForwardedPart[] those = [.. rest.Where(part => part.State == state)];
            HashSet<ForwardedPart> reported = report.Reported(those);
            report.Append(those.Where(part => !reported.Contains(part)));
        }

        List<LogStatsException> faults = [];
        MoveManifests(rest, faults);
        if (faults.Count > 0)
        {
            throw faults[0];
        }
    }

    private void MoveManifests(IReadOnlyList<ForwardedPart> parts, List<LogStatsException> faults)
    {
        foreach (ForwardedPart part in parts)
        {
            string from = ArchiveLayout.ManifestOf(part.Part.Path);
            try
            {
                DiskSync.Replace(from, Room(part, Path.GetFileName(from)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                faults.Add(Fail.FileWrite(from, error));
            }
        }

        Sync(parts);
    }

    /// <summary>Where a file goes; its folder is made. A link there would lead out of the archive.</summary>
    private string Room(ForwardedPart part, string name)
    {
        string to = ArchiveLayout.PathOf(_directory, part.State, part.Part.Source, name);
        foreach (string folder in (string[])[ArchiveLayout.Below(_directory, part.State), Path.GetDirectoryName(to)!])
        {
            DirectoryInfo there = new(folder);
            if (there.LinkTarget is not null)
            {
                throw new IOException($"'{folder}' is a link");
            }

            if (!there.Exists)
            {
                there.Create();
                DiskSync.FolderOf(folder);
            }
        }

        return to;
    }

    private void Sync(IEnumerable<ForwardedPart> parts)
    {
        HashSet<string> folders = new(StringComparer.Ordinal);
        foreach (ForwardedPart part in parts)
        {
            _ = folders.Add(Path.GetDirectoryName(part.Part.Path)!);
            _ = folders.Add(ArchiveLayout.PathOf(_directory, part.State, part.Part.Source, "").TrimEnd(Path.DirectorySeparatorChar));
        }

        foreach (string folder in folders)
        {
            DiskSync.FolderOf(Path.Join(folder, "."));
        }
    }
}
