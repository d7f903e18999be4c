namespace LogStats.Formats;

/// <summary>Where the user's own formats are.</summary>
internal static class FormatFolder
{
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isWindows">Whether the folder is the one of Windows.</param>
    public static string? Of(Func<string, string?> variable, bool isWindows)
    {
        if (variable(FormatCatalog.FolderVariable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        if (isWindows)
        {
            return variable("APPDATA") is { Length: > 0 } data ? Path.Join(data, "LogStats", "formats") : null;
        }

        // What is not a whole path is to be taken as not set.
        string? config = variable("XDG_CONFIG_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? set
            : variable("HOME") is { Length: > 0 } home ? Path.Join(home, ".config") : null;
        return config is null ? null : Path.Join(config, "logstats", "formats");
    }
}
