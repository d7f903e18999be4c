using System.IO.Compression;
using System.Security.Cryptography;
using LogStats.Faults;

namespace LogStats.Archive.Forwarding;

/// <summary>Reads a file of an archive whole and compares it with its manifest.</summary>
public static class PartCheck
{
    private const int Block = 1 << 17;

    /// <summary>The length and the hash of the bytes that lie there, compressed or not.</summary>
    /// <exception cref="LogStatsException">It is not what its manifest says, or it cannot be read.</exception>
    public static (long Length, string Sha256) Run(ArchivePart part, CancellationToken stop = default)
    {
        try
        {
            using FileStream file = new(part.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            (long length, string hash) = Hash(file, long.MaxValue, stop);
            (long plain, string plainHash) = (length, hash);
            if (part.IsCompressed)
            {
                file.Position = 0;
                using GZipStream content = new(file, CompressionMode.Decompress);
                (plain, plainHash) = Hash(content, part.Manifest.Bytes, stop);
            }

            return plain != part.Manifest.Bytes ? throw Fail.PartDamaged(part.Path, $"{plain:N0} bytes, and the manifest has {part.Manifest.Bytes:N0}")
                : plainHash != part.Manifest.Sha256 ? throw Fail.PartDamaged(part.Path, "its SHA-256 is another")
                : (length, hash);
        }
        catch (InvalidDataException)
        {
            throw Fail.PartDamaged(part.Path, "it is no whole gzip file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(part.Path, error);
        }
    }

    /// <summary>Of at most so many bytes and one block: what is far longer than it should be is known to be wrong by then.</summary>
    public static (long Length, string Sha256) Hash(Stream stream, long most, CancellationToken stop)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[Block];
        long length = 0;
        for (int read; length <= most && (read = stream.Read(block)) > 0; length += read)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
