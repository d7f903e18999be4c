namespace LogStats.Receive;

/// <summary>What an error of the disk means.</summary>
public static class DiskFaults
{
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>An error that says that the disk is full.</summary>
    public static IOException Full(string message, Exception? inner = null) => new(message, inner) { HResult = NoSpace };

    internal static bool IsFull(IOException error) => error.HResult is NoSpace or NoQuota or NoSpaceOnWindows;
}
