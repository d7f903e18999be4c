using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Archive.Tidy;

/// <summary>Goes through the delivered files of one source after the other, and does one thing to those that are old enough.</summary>
internal sealed class SentWork(
    string directory, TidyClock clock, TimeSpan olderThan, string what, TidyCounts counts,
    Func<ArchivePart, bool> asks, Action<ArchivePart> done, Func<PlainFolder, SentPart, long?> work, bool withOrphans)
{
    public void Run(string source, Action<LogStatsException> fault, CancellationToken stop)
    {
        using PlainFolder? folder = PlainFolder.Open(directory, ArchiveLayout.Sent, source);
        if (folder is null)
        {
            return;
        }

        SortedDictionary<string, bool> names = SentListing.Files(folder.FullName);
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (string name in names.Where(static name => name.Value && name.Key.EndsWith(ArchiveLayout.ManifestEnding, StringComparison.Ordinal)).Select(static name => name.Key))
        {
            stop.ThrowIfCancellationRequested();
            if (!IsPlain(names, name[..^ArchiveLayout.ManifestEnding.Length]))
            {
                continue;
            }

            try
            {
                One(folder, source, name, known, fault);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                counts.Failed++;
                fault(Fail.ArchiveWork(Path.Join(folder.FullName, name[..^ArchiveLayout.ManifestEnding.Length]), what, error));
            }
            catch (LogStatsException damaged)
            {
                counts.Failed++;
                fault(damaged);
            }
        }

        foreach (string name in names.Keys.Where(name => !known.Contains(name)))
        {
            counts.Stranger(Path.Join(folder.FullName, name));
        }
    }

    /// <summary>A link or a folder in the place of a file is somebody's own.</summary>
    private static bool IsPlain(SortedDictionary<string, bool> names, string name)
        => names.GetValueOrDefault(name, true) && names.GetValueOrDefault(name + ArchiveLayout.GzipEnding, true);

    private void One(PlainFolder folder, string source, string manifestName, HashSet<string> known, Action<LogStatsException> fault)
    {
        using (SentPart? part = SentPart.Open(folder, source, manifestName))
        {
            if (part is null)
            {
                return;
            }

            known.UnionWith([manifestName, PartPacking.HiddenName(part.Manifest)]);
            known.UnionWith((string[])[.. part.Plain is null ? (string[])[] : [part.Manifest.Name], .. part.Packed is null ? (string[])[] : [part.PackedName]]);
            if (!IsDue(folder, source, part))
            {
                return;
            }

            if (part.Wrong is { } wrong)
            {
                counts.Failed++;
                fault(Fail.ArchiveDamaged(Path.Join(folder.FullName, part.Plain is null ? part.PackedName : part.Manifest.Name), wrong));
                return;
            }

            if (!asks(Found(folder, part)))
            {
                return;
            }
        }

        // Whoever was asked may have taken his time: only what holds now counts.
        using SentPart? now = SentPart.Open(folder, source, manifestName);
        if (now is { Wrong: null } && clock.AgeOf(now.Changed) >= olderThan && work(folder, now) is { } freed)
        {
            counts.Done++;
            counts.Freed += freed;
            done(Found(folder, now, isPacked: !withOrphans));
        }
    }

    private bool IsDue(PlainFolder folder, string source, SentPart part)
    {
        if (clock.AgeOf(part.Changed) < olderThan)
        {
            counts.Young++;
            counts.Held += clock.ShownAgeOf(part.Changed) >= olderThan ? 1 : 0;
            return false;
        }

        return part.Plain is not null || (withOrphans && (part.Packed is not null || IsOrphan(folder, source, part.Manifest.Name)));
    }

    /// <summary>A manifest whose file is gone: a crash came between the two, and nobody is about to bring that file.</summary>
    private bool IsOrphan(PlainFolder folder, string source, string name)
        => !Path.Exists(ArchiveLayout.PathOf(directory, ArchiveState.Waiting, source, name))
            && !Path.Exists(ArchiveLayout.PathOf(directory, ArchiveState.Failed, source, name))
            && !Path.Exists(Path.Join(folder.FullName, name));

    private static ArchivePart Found(PlainFolder folder, SentPart part, bool isPacked = false)
    {
        bool packed = isPacked || part.Plain is null;
        return new ArchivePart
        {
            Path = Path.Join(folder.FullName, packed ? part.PackedName : part.Manifest.Name),
            State = ArchiveState.Sent,
            Manifest = part.Manifest,
            IsCompressed = packed,
            Changed = part.Changed,
            Length = (part.Plain ?? part.Packed) is { } file ? RandomAccess.GetLength(file) : 0,
        };
    }
}
