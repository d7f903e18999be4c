using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using LogStats.Faults;
using LogStats.Files;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Archive.Tidy;

/// <summary>
/// Compresses one delivered file. What was compressed is read back and has to be what the manifest says before it gets its name, and has
/// its name on the disk before the plain file goes: after a crash at any moment one of them is whole, and the next run ends it.
/// </summary>
internal static class PartPacking
{
    private const int BlockLength = 131_072;

    /// <summary>A hidden file until it is proved.</summary>
    public static string HiddenName(PartManifest manifest) => $".{manifest.Name}{ArchiveLayout.GzipEnding}.tmp";

    /// <summary>Takes away what a crash left of it.</summary>
    /// <exception cref="IOException">It is a link: none of ours.</exception>
    public static void Forget(PlainFolder folder, PartManifest manifest)
    {
        using SafeFileHandle? left = folder.OpenFile(HiddenName(manifest));
        _ = left is not null && folder.Delete(HiddenName(manifest));
    }

    /// <summary>By how many bytes there are fewer.</summary>
    /// <exception cref="LogStatsException">What it holds is not what its manifest says.</exception>
    /// <exception cref="IOException">It cannot be written; the plain file is as it was.</exception>
    public static long Pack(PlainFolder folder, SentPart part, CompressionLevel level, CancellationToken stop)
    {
        long packed = part.Packed is { } there ? Proved(folder, part, there, stop) : Write(folder, part, level, stop);
        folder.Sync();
        _ = folder.Delete(part.Manifest.Name);
        folder.Sync();
        return part.Manifest.Bytes - packed;
    }

    /// <summary>A crash came between the new file's name and the old file's end, or somebody else put it there.</summary>
    private static long Proved(PlainFolder folder, SentPart part, SafeFileHandle there, CancellationToken stop)
        => Holds(there, part.Manifest, stop) ? RandomAccess.GetLength(there)
            : throw Fail.ArchiveDamaged(Path.Join(folder.FullName, part.PackedName), "it is not the file beside it, compressed");

    private static long Write(PlainFolder folder, SentPart part, CompressionLevel level, CancellationToken stop)
    {
        string hidden = HiddenName(part.Manifest);
        Forget(folder, part.Manifest);
        try
        {
            using SafeFileHandle file = folder.CreateFile(hidden) ?? throw new IOException("somebody else makes it at this moment");
            Compress(part.Plain!, file, level, stop);
            if (!Holds(file, part.Manifest, stop))
            {
                throw Fail.ArchiveDamaged(Path.Join(folder.FullName, part.Manifest.Name), "what it holds is not what was received, by its manifest");
            }

            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(part.Plain!));
            DiskSync.File(file);
            long length = RandomAccess.GetLength(file);
            return folder.Rename(hidden, part.PackedName) ? length : throw new IOException("something of that name came there just now");
        }
        catch
        {
            Drop(folder, hidden);
            throw;
        }
    }

    private static void Compress(SafeFileHandle from, SafeFileHandle to, CompressionLevel level, CancellationToken stop)
    {
        using FileStream output = new(new SafeFileHandle(to.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, BlockLength);
        using GZipStream gzip = new(output, level);
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            long at = 0;
            for (int count; (count = RandomAccess.Read(from, block, at)) > 0; at += count)
            {
                stop.ThrowIfCancellationRequested();
                gzip.Write(block, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static bool Holds(SafeFileHandle file, PartManifest manifest, CancellationToken stop)
    {
        using FileStream input = new(new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, BlockLength);
        input.Position = 0;
        using GZipStream gzip = new(input, CompressionMode.Decompress);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            long length = 0;
            for (int count; length <= manifest.Bytes && (count = gzip.Read(block)) > 0; length += count)
            {
                stop.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, count);
            }

            return length == manifest.Bytes && Convert.ToHexStringLower(hash.GetHashAndReset()) == manifest.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Its own failure would hide why it could not be written.</summary>
    private static void Drop(PlainFolder folder, string hidden)
    {
        try
        {
            _ = folder.Delete(hidden);
        }
        catch (IOException)
        {
        }
    }
}
