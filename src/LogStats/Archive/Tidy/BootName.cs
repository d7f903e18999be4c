namespace LogStats.Archive.Tidy;

/// <summary>Tells one start of this machine from another.</summary>
internal static class BootName
{
    private const string Linux = "/proc/sys/kernel/random/boot_id";

    /// <summary>Empty where the system does not say: then how long it has run must do.</summary>
    public static string Read()
    {
        try
        {
            return File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault("") : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
