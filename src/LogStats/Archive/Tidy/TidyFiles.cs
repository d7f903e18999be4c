using LogStats.Faults;
using LogStats.Files;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Archive.Tidy;

/// <summary>The two files of its own that tidying keeps among what was delivered: who is at work, and what it knows of the clock.</summary>
internal static class TidyFiles
{
    private const string Claim = ".tidy.lock";
    private const string Clock = ".tidy.json";

    public static bool IsOwn(string name) => name is Claim or Clock;

    /// <summary>Nobody else works here until it is disposed.</summary>
    /// <exception cref="LogStatsException">Somebody does, or this account may not.</exception>
    public static SafeFileHandle Hold(PlainFolder sent, string directory)
    {
        SafeFileHandle? file = null;
        try
        {
            file = sent.OpenFile(Claim) ?? sent.CreateFile(Claim) ?? sent.OpenFile(Claim) ?? throw new IOException("its lock is taken away again and again");
            if (PlainFolder.Claim(file))
            {
                return file;
            }

            throw Fail.ArchiveInUse(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Fail.FileWrite(Path.Join(sent.FullName, Claim), error);
        }
        catch (LogStatsException)
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The clock as this run may trust it.</summary>
    public static TidyClock Read(PlainFolder sent, TimeProvider clock, string boot)
    {
        using SafeFileHandle? file = sent.OpenFile(Clock);
        if (file is null)
        {
            return new TidyClock(clock, boot, null, isLost: false);
        }

        byte[] text = new byte[Math.Min(RandomAccess.GetLength(file), 65_536)];
        TidyMemory? memory = RandomAccess.Read(file, text, 0) == text.Length ? TidyMemory.Read(text) : null;
        return new TidyClock(clock, boot, memory, isLost: memory is null);
    }

    public static void Write(string sent, TidyClock clock)
    {
        string path = Path.Join(sent, Clock);
        try
        {
            WholeFile.Write(path, clock.Memory.Write());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileWrite(path, error);
        }
    }
}
