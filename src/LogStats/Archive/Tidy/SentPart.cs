using LogStats.Files;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Archive.Tidy;

/// <summary>A delivered file as it is at this moment, its manifest read and its files held open: what is asked of it is asked of these.</summary>
internal sealed class SentPart : IDisposable
{
    private SentPart(PartManifest manifest, SafeFileHandle? plain, SafeFileHandle? packed, DateTime changed)
        => (Manifest, Plain, Packed, Changed) = (manifest, plain, packed, changed);

    public PartManifest Manifest { get; }

    public SafeFileHandle? Plain { get; }

    /// <summary>The same, compressed.</summary>
    public SafeFileHandle? Packed { get; }

    /// <summary>When the youngest of its files was changed last, the manifest's too.</summary>
    public DateTime Changed { get; }

    public string PackedName => Manifest.Name + ArchiveLayout.GzipEnding;

    public string ManifestName => Manifest.Name + ArchiveLayout.ManifestEnding;

    /// <summary>Why it is not to be touched; null where it is what its manifest says.</summary>
    public string? Wrong => Plain is not null && RandomAccess.GetLength(Plain) is long length && length != Manifest.Bytes
            ? FormattableString.Invariant($"it has {length:N0} bytes, and its manifest says {Manifest.Bytes:N0}")
        : Packed is not null && !EndsAsItShould(Packed, Manifest.Bytes) ? "what was compressed in it is not as long as its manifest says"
        : null;

    /// <summary>Null where there is no manifest of that name that a receiver wrote for this source.</summary>
    /// <exception cref="IOException">One of them is a link, or cannot be read.</exception>
    public static SentPart? Open(PlainFolder folder, string source, string manifestName)
    {
        using SafeFileHandle? file = folder.OpenFile(manifestName);
        PartManifest? manifest = file is null ? null : PartManifest.Read(file);
        if (manifest is null || manifest.Source != source || manifest.Name + ArchiveLayout.ManifestEnding != manifestName)
        {
            return null;
        }

        SafeFileHandle? plain = folder.OpenFile(manifest.Name);
        try
        {
            SafeFileHandle? packed = folder.OpenFile(manifest.Name + ArchiveLayout.GzipEnding);
            DateTime changed = File.GetLastWriteTimeUtc(file!);
            foreach (SafeFileHandle? one in (SafeFileHandle?[])[plain, packed])
            {
                changed = one is not null && File.GetLastWriteTimeUtc(one) is DateTime later && later > changed ? later : changed;
            }

            return new SentPart(manifest, plain, packed, changed);
        }
        catch
        {
            plain?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Plain?.Dispose();
        Packed?.Dispose();
    }

    /// <summary>A gzip file ends with the length of what is in it, as far as 32 bits tell it.</summary>
    private static bool EndsAsItShould(SafeFileHandle packed, long bytes)
    {
        const int shortest = 18;
        Span<byte> end = stackalloc byte[sizeof(uint)];
        long length = RandomAccess.GetLength(packed);
        return length >= shortest && RandomAccess.Read(packed, end, length - end.Length) == end.Length
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end) == unchecked((uint)bytes);
    }
}
