namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>Where the programs of a server stand: Debian keeps them off the path, one folder for each version.</summary>
internal static class PostgreSqlPrograms
{
    private static readonly string? s_folder = Folder();

    /// <summary>Why there can be no server here; null where there can.</summary>
    public static string? Lack => OperatingSystem.IsWindows() || s_folder is null ? "no initdb on this machine" : null;

    public static string Path(string name) => System.IO.Path.Join(s_folder, name);

    private static string? Folder()
    {
        string[] versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.OrderDescending(StringComparer.Ordinal).Select(static folder => System.IO.Path.Join(folder, "bin"))
            .Append(System.IO.Path.GetDirectoryName(Programs.Find("initdb")))
            .FirstOrDefault(static folder => folder is not null && File.Exists(System.IO.Path.Join(folder, "initdb")));
    }
}
