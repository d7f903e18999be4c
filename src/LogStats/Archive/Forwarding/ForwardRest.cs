namespace LogStats.Archive.Forwarding;

/// <summary>
/// Finds what a kill left half done: a manifest that is still where its file was, while the file is where it belongs from now on. The file
/// moves first and its manifest last, so that nothing else can look like this.
/// </summary>
internal static class ForwardRest
{
    public static IEnumerable<ForwardedPart> Find(string directory, Func<ArchivePart, string> name)
    {
        foreach (ArchiveState from in (ArchiveState[])[ArchiveState.Waiting, ArchiveState.Failed])
        {
            foreach (string source in ArchiveScan.Sources(directory, from))
            {
                foreach (string manifest in Manifests(ArchiveLayout.PathOf(directory, from, source, "")))
                {
                    if (Of(directory, from, source, manifest) is { } part)
                    {
                        yield return part with { Name = name(part.Part) };
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Manifests(string folder)
        => Directory.EnumerateFiles(folder, $"*{ArchiveLayout.ManifestEnding}").Order(StringComparer.Ordinal)
            .Where(static path => !HasData(path[..^ArchiveLayout.ManifestEnding.Length]));

    private static bool HasData(string path) => File.Exists(path) || File.Exists(path + ArchiveLayout.GzipEnding);

    private static ForwardedPart? Of(string directory, ArchiveState from, string source, string path)
    {
        if (PartManifest.Read(path) is not { } manifest || manifest.Source != source || manifest.Name + ArchiveLayout.ManifestEnding != Path.GetFileName(path))
        {
            return null;
        }

        foreach (ArchiveState to in from == ArchiveState.Waiting ? [ArchiveState.Sent, ArchiveState.Failed] : (ArchiveState[])[ArchiveState.Sent])
        {
            string plain = ArchiveLayout.PathOf(directory, to, source, manifest.Name);
            FileInfo file = new(File.Exists(plain) ? plain : plain + ArchiveLayout.GzipEnding);
            if (file.Exists && file.LinkTarget is null)
            {
                ArchivePart part = new()
                {
                    Path = Path.Join(Path.GetDirectoryName(path), file.Name),
                    State = from,
                    Manifest = manifest,
                    IsCompressed = file.Name != manifest.Name,
                    Changed = file.LastWriteTimeUtc,
                    Length = file.Length,
                };
                return new ForwardedPart(part, to, manifest.Name);
            }
        }

        return null;
    }
}
