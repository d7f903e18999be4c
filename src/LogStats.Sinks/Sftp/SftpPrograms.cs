namespace LogStats.Sinks.Sftp;

/// <summary>Finds the programs of OpenSSH.</summary>
internal static class SftpPrograms
{
    private static readonly string[] s_usual = OperatingSystem.IsWindows()
        ? [Path.Join(Environment.SystemDirectory, "OpenSSH")]
        : ["/usr/local/bin", "/usr/bin", "/bin"];

    /// <summary>The whole path; null where there is none.</summary>
    public static string? Find(string name)
        => Path.IsPathRooted(name) ? name : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted).Concat(s_usual)
            .Select(folder => Path.Join(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);
}
