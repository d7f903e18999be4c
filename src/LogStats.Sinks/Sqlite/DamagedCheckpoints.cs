using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// What becomes of a damaged checkpoint file: it is kept under another name, and the start fails once. Going on as if
/// nothing had ever been read would send everything again without a word.
/// </summary>
internal static class DamagedCheckpoints
{
    public static LogStatsException PutAside(string path, LogStatsException fault, TimeProvider clock)
    {
        string full = Path.GetFullPath(path);
        string kept = full + clock.GetUtcNow().ToString("'.corrupt-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        try
        {
            foreach (string part in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(full + part))
                {
                    File.Move(full + part, kept + part);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fault(path, fault, $"It could not be put aside as '{kept}' ({error.Message.TrimEnd('.')}): move it away, then start again.");
        }

        return Fault(path, fault, $"It is kept as '{kept}'. Restore a copy, or start again: without a checkpoint every file "
            + "is read from its first line, unless you say -From End.");
    }

    public static LogStatsException Fault(string path, LogStatsException fault, string advice)
        => Fail.CheckpointCorrupt(path, "the file is damaged, or no SQLite database", advice, fault);
}
