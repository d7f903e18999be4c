namespace LogStats.Sinks.Sqlite;

/// <summary>Where checkpoints are kept unless somebody says otherwise.</summary>
public static class CheckpointPlace
{
    private const string File = "checkpoints.db";

    /// <summary>
    /// In the folder that systemd gave a service (<c>STATE_DIRECTORY</c>), else among this account's own state. The folder
    /// is made.
    /// </summary>
    public static string Default()
    {
        string folder = Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } given
            ? given.Split(':')[0]
            : Path.Join(OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : StateHome(), OperatingSystem.IsWindows() ? "LogStats" : "logstats");
        Directory.CreateDirectory(folder);
        return Path.Join(folder, File);
    }

    private static string StateHome()
        => Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } home && Path.IsPathRooted(home)
            ? home
            : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
}
