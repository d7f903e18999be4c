using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Sinks.Text;

/// <summary>
/// Looks at what a file ends with before it is added to. A writer that was killed may have left half a line, to which
/// the next one would be glued, or half a gzip member, behind which nothing could ever be read again.
/// </summary>
internal static class AppendedEnd
{
    private const int BlockSize = 128 * 1024;

    /// <summary>Whether the last line of a plain file lacks its end.</summary>
    public static bool IsMidLine(string path)
    {
        using FileStream file = Open(path);
        if (file.Length == 0)
        {
            return false;
        }

        _ = file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    /// <summary>Reads a gzip file to its end, which takes a second for some hundred megabytes of text.</summary>
    /// <exception cref="LogStatsException">It is not gzip, or not whole.</exception>
    public static void CheckMembers(string path)
    {
        using (FileStream file = Open(path))
        {
            if (file.Length == 0)
            {
                return;
            }

            if (file.ReadByte() != 0x1f || file.ReadByte() != 0x8b)
            {
                throw Fail.SinkConnect(path, "it is not gzip, though its name or the options say so",
                    "Name another file, or leave compression out; it was not touched.");
            }
        }

        try
        {
            using ByteSource source = LineInput.File(path).Open();
            byte[] block = new byte[BlockSize];
            while (source.Read(block) > 0)
            {
            }
        }
        catch (LogStatsException error) when (error.Id == FaultId.FileRead)
        {
            throw Fail.SinkConnect(path, "its gzip data is not whole, as when the program that wrote it was killed",
                "Move it away, where all that is whole in it can still be read, and begin a new file; it was not touched.",
                error);
        }
    }

    private static FileStream Open(string path)
        => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
