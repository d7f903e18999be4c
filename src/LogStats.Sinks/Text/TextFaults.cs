using LogStats.Faults;

namespace LogStats.Sinks.Text;

/// <summary>What a failing file or stream means for the person who has to act on it.</summary>
internal static class TextFaults
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int BrokenPipeUnix = 32;
    private const int DiskFullWindows = unchecked((int)0x80070070);

    public static LogStatsException Open(string path, Exception error) => error switch
    {
        DirectoryNotFoundException => Fail.SinkConnect(path, "there is no such folder", "Check the spelling, or make the folder.", error),
        UnauthorizedAccessException => Fail.SinkConnect(path, "this account may not write there",
            "Ask for the right to write to the file and its folder, or name another file.", error),
        ArgumentException => Fail.SinkConnect(path, "it is not the name of a file", "Check the spelling.", error),
        _ => Fail.SinkConnect(path, error.Message.TrimEnd('.'), "Check the path, or name another file.", error),
    };

    public static LogStatsException IsFolder(string path)
        => Fail.SinkConnect(path, "it is a folder", "Name a file in it.");

    public static LogStatsException Exists(string path)
        => Fail.SinkConnect(path, "the file is there already",
            "Allow it to be replaced, append to it, or name another file; it was not touched.");

    public static LogStatsException Write(string path, string left, Exception error) => error.HResult switch
    {
        NoSpaceUnix or QuotaUnix or DiskFullWindows => Fail.SinkRejected(path, "the disk is full",
            $"{left} Make room and run again.", error),
        BrokenPipeUnix => Fail.SinkRejected(path, "nobody reads it any more",
            "Nothing to do if its reader had seen enough.", error),
        _ => Fail.SinkRejected(path, error.Message.TrimEnd('.'), $"{left} Check the disk or the stream, then run again.", error),
    };
}
