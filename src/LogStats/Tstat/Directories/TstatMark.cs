using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Tstat.Directories;

/// <summary>
/// Marks directories as processed, as the programs that this replaces do: a file <c>.processed</c> that holds that word. It is
/// there whole or not at all, and on the disk before anybody is told.
/// </summary>
public static class TstatMark
{
    /// <summary>Marks a directory; false where it was marked already.</summary>
    /// <param name="directory">As it was found; it is looked at again.</param>
    /// <param name="clock">What the quiet time goes by.</param>
    /// <param name="quietTime">How long it must be quiet without a newer one beside it.</param>
    /// <param name="force">Also marks one that tstat may still write.</param>
    /// <exception cref="LogStatsException">It is not there, it is not ready, or the mark cannot be written.</exception>
    public static bool Write(TstatDirectory directory, TimeProvider clock, TimeSpan? quietTime = null, bool force = false)
    {
        TstatDirectory now = TstatDirectory.Read(directory.FullName, clock, quietTime);
        return now.State switch
        {
            TstatDirectoryState.Processed => false,
            TstatDirectoryState.Incomplete when !force => throw Fail.TstatIncomplete(directory.FullName, now.Reason),
            _ => Put(now.FullName),
        };
    }

    /// <summary>Marks a directory whose logs were read: it must be the same, and they must not have grown since.</summary>
    /// <exception cref="LogStatsException">It is another one by now, its logs changed, or the mark cannot be written.</exception>
    internal static void WriteUnchanged(TstatDirectory read, TimeProvider clock)
    {
        if (!read.IsUnchanged(TstatLook.Again(read, clock)))
        {
            throw Fail.TstatChanged(read.FullName);
        }

        _ = Put(read.FullName);
    }

    private static bool Put(string directory)
    {
        try
        {
            WholeFile.Write(TstatNames.MarkOf(directory), "processed"u8);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.TstatMark(directory, error);
        }
    }
}
