using LogStats.Files;

namespace LogStats.Archive.Tidy;

/// <summary>Removes one delivered file: what it holds first, its manifest last, so that the next run knows what a crash left.</summary>
internal static class PartRemoval
{
    /// <summary>How many bytes went with it.</summary>
    /// <exception cref="IOException">Something of it cannot be removed; the manifest is still there.</exception>
    public static long Remove(PlainFolder folder, SentPart part)
    {
        long freed = (part.Plain is { } plain ? RandomAccess.GetLength(plain) : 0) + (part.Packed is { } packed ? RandomAccess.GetLength(packed) : 0);
        _ = part.Plain is not null && folder.Delete(part.Manifest.Name);
        _ = part.Packed is not null && folder.Delete(part.PackedName);
        PartPacking.Forget(folder, part.Manifest);
        folder.Sync();
        _ = folder.Delete(part.ManifestName);
        return freed;
    }
}
