using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Agent.Terminal;

/// <summary>Standard output and standard error as bytes.</summary>
internal static class StandardStream
{
    private const int OutputHandle = 1;
    private const int ErrorHandle = 2;
    private const int BrokenPipe = 32;

    public static Stream Output() => Direct(OutputHandle) ?? Console.OpenStandardOutput();

    public static Stream Error() => Direct(ErrorHandle) ?? Console.OpenStandardError();

    /// <summary>True where the reader of a pipe has gone.</summary>
    public static bool IsClosedByReader(Exception error)
        => error is IOException { HResult: BrokenPipe }
            || (error is LogStatsException { InnerException: Exception inner } && IsClosedByReader(inner));

    /// <summary>
    /// A stream that fails where nobody reads any more, as in <c>| head</c>, and that writes nothing of its own: the
    /// console's goes on in silence, so that the rest of a large log would be read for nobody, and begins with escape
    /// sequences on a terminal. Only the console's, though, shares its place in a file with other programs.
    /// </summary>
    private static FileStream? Direct(int handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        FileStream stream = new(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? null : stream;
    }
}
