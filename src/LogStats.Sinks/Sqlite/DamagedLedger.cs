using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// What becomes of a damaged ledger: it is kept under another name, and the start fails. Going on as if nothing had ever been
/// received would store everything twice that senders still have.
/// </summary>
internal static class DamagedLedger
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

        return Fault(path, fault, $"It is kept as '{kept}'. Restore a copy: senders then send what that does not know. Or begin anew (--begin-anew): "
            + "then they send again all that they still have, and such lines are there twice.");
    }

    public static LogStatsException Fault(string path, LogStatsException fault, string advice)
        => Fail.LedgerCorrupt(path, "the file is damaged, or no SQLite database", advice, fault);
}
