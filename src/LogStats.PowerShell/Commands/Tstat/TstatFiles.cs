namespace LogStats.PowerShell.Commands;

/// <summary>The logs of flows in a directory that tstat wrote: TCP first, then UDP, as the program that this replaces read them.</summary>
internal static class TstatFiles
{
    private static readonly string[] s_names = ["log_tcp_complete", "log_tcp_complete.gz", "log_udp_complete", "log_udp_complete.gz"];

    /// <summary>A file is itself, and so is a directory that holds none: opening it says what is wrong.</summary>
    public static IEnumerable<string> Of(string path)
    {
        string[] logs = Directory.Exists(path) ? [.. s_names.Select(name => Path.Join(path, name)).Where(File.Exists)] : [];
        return logs.Length > 0 ? logs : [path];
    }
}
