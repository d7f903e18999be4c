using System.Globalization;

namespace LogStats.Tstat.Directories;

/// <summary>What tstat, and whoever carries its flows away, call things.</summary>
internal static class TstatNames
{
    /// <summary>How the name of every directory of tstat ends.</summary>
    public const string Ending = ".out";

    /// <summary>The file that says that a directory is done; the programs that this replaces look for it too.</summary>
    public const string Mark = ".processed";

    public const string TcpComplete = "log_tcp_complete";

    public const string UdpComplete = "log_udp_complete";

    public const string Compressed = ".gz";

    private const string Stamp = "yyyy_MM_dd_HH_mm";

    public static bool IsDirectory(ReadOnlySpan<char> name) => name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>The time in a name, on the clock of the machine that tstat ran on; null where there is none.</summary>
    public static DateTime? TimeOf(ReadOnlySpan<char> name)
        => IsDirectory(name) && DateTime.TryParseExact(name[..^Ending.Length], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time : null;

    /// <summary>Where the mark of a directory stands.</summary>
    public static string MarkOf(string directory) => Path.Join(directory, Mark);
}
