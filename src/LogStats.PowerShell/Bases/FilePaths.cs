using System.Collections.ObjectModel;
using System.Management.Automation;
using LogStats.Faults;

namespace LogStats.PowerShell.Bases;

/// <summary>Paths as PowerShell knows them, relative to its own location and with its drives, as paths of the file system.</summary>
internal static class FilePaths
{
    /// <summary>A path that need not exist.</summary>
    /// <exception cref="LogStatsException">It is of another provider, or of no drive.</exception>
    public static string Full(PSCmdlet command, string path) => Guard(path, () =>
    {
        string full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return (full, provider);
    });

    /// <summary>The files that a wildcard names, oldest first; folders are passed over unless they stand for files.</summary>
    /// <exception cref="LogStatsException">There is none.</exception>
    public static string[] Matching(PSCmdlet command, string path, Func<string, bool> counts)
    {
        Collection<string> found = Guard(path, () => (command.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider), provider));
        string[] files = [.. found.Where(counts)];
        return files.Length > 0
            ? [.. files.OrderBy(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal)]
            : throw Fail.PathNotFound(path);
    }

    /// <summary>The folders that a wildcard names, in the order of their names; files are passed over.</summary>
    /// <exception cref="LogStatsException">There is none.</exception>
    public static string[] MatchingFolders(PSCmdlet command, string path)
    {
        Collection<string> found = Guard(path, () => (command.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider), provider));
        string[] folders = [.. found.Where(Directory.Exists).Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : throw Fail.DirectoryNotFound(path);
    }

    private static T Guard<T>(string path, Func<(T Found, ProviderInfo Provider)> resolve)
    {
        try
        {
            (T found, ProviderInfo provider) = resolve();
            return provider.Name == "FileSystem" ? found : throw Fail.PathNotFileSystem(path, provider.Name);
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSArgumentException
            or PSNotSupportedException or WildcardPatternException)
        {
            throw Fail.PathNotFound(path);
        }
    }
}
