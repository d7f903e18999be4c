namespace LogStats.Follow;

/// <summary>Where checkpoints are kept if nobody says otherwise.</summary>
public static class CheckpointPlace
{
    /// <summary>The file; its folder need not be there. Null where this machine has no such place.</summary>
    public static string? Default => Of(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());

    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isWindows">Whether the place is the one of Windows.</param>
    internal static string? Of(Func<string, string?> variable, bool isWindows)
    {
        if (isWindows)
        {
            return variable("LOCALAPPDATA") is { Length: > 0 } data ? Path.Join(data, "LogStats", "checkpoints.db") : null;
        }

        // systemd names the folder of a service, which may be several parted by colons.
        if (variable("STATE_DIRECTORY") is { Length: > 0 } service)
        {
            return Path.Join(service.Split(':')[0], "checkpoints.db");
        }

        // What is not a whole path is to be taken as not set.
        string? state = variable("XDG_STATE_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? set
            : variable("HOME") is { Length: > 0 } home ? Path.Join(home, ".local", "state") : null;
        return state is null ? null : Path.Join(state, "logstats", "checkpoints.db");
    }
}
