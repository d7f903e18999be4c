using LogStats.Archive.Forwarding;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>Reads any file whole, for its length and its hash.</summary>
internal static class WholeRead
{
    /// <exception cref="LogStatsException">It cannot be read.</exception>
    public static (long Length, string Sha256) Run(string path, CancellationToken stop)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw Fail.PathIsDirectory(path);
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !file.CanSeek ? throw Fail.NotRegularFile(path) : PartCheck.Hash(file, long.MaxValue, stop);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }
}
