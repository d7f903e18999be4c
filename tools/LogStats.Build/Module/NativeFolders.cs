namespace LogStats.Build.Module;

/// <summary>
/// The kinds of machine whose native libraries ship. Packages bring a dozen more; each is a megabyte nobody loads.
/// </summary>
internal static class NativeFolders
{
    private static readonly HashSet<string> s_shipped = new(StringComparer.Ordinal)
    {
        "win-x64", "win-arm64",
        "linux-x64", "linux-arm64", "linux-musl-x64", "linux-musl-arm64", "alpine-x64", "alpine-arm64",
        "osx-x64", "osx-arm64",

        // Families: managed assemblies that differ per system, not per processor.
        "win", "unix", "linux", "osx",
    };

    /// <summary>Deletes the runtimes/&lt;rid&gt; folders of machines that are not served.</summary>
    public static void Prune(string runtimes)
    {
        if (!Directory.Exists(runtimes))
        {
            return;
        }

        foreach (string folder in Directory.GetDirectories(runtimes)
                     .Where(static folder => !s_shipped.Contains(Path.GetFileName(folder))))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
