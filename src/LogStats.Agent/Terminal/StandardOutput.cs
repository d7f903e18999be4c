using LogStats.Faults;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Agent.Terminal;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    private const int Handle = 1;
    private const int BrokenPipe = 32;

    /// <summary>
    /// A stream that fails where nobody reads any more, as in <c>| head</c>: the console's own goes on in silence, and
    /// the rest of a large log would be read for nobody. Only the console's own, though, shares its place in a file
    /// with other programs that write there.
    /// </summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            FileStream pipe = new(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>True where the reader of a pipe has gone.</summary>
    public static bool IsClosedByReader(Exception error)
        => error is IOException { HResult: BrokenPipe }
            || (error is LogStatsException { InnerException: Exception inner } && IsClosedByReader(inner));
}
