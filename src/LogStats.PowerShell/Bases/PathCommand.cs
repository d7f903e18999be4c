using System.Collections.ObjectModel;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// A command that reads files: by wildcard, by literal path, or as a subclass adds. A bad path is one error, and the
/// next path follows. Files that one wildcard names come oldest first, so that a session which runs over the rotation
/// of a log is read from its beginning to its end.
/// </summary>
public abstract class PathCommand : LogStatsCommand
{
    protected const string PathSet = "Path";
    protected const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, HelpMessage = Words.Path)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true, HelpMessage = Words.LiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>True where the current object of the pipeline, or the parameters, name files.</summary>
    private protected bool HasFiles => ParameterSetName is PathSet or LiteralPathSet;

    /// <summary>The files that are named, one after the other; what cannot be found is reported on the way.</summary>
    private protected IEnumerable<string> Files()
    {
        bool literal = ParameterSetName == LiteralPathSet;
        foreach (string path in literal ? LiteralPath : Path)
        {
            foreach (string file in Resolve(path, literal))
            {
                yield return file;
            }
        }
    }

    /// <summary>A path that need not exist, as a full path of the file system.</summary>
    /// <exception cref="LogStatsException">It is of another provider, or of no drive.</exception>
    private protected string TargetPath(string path)
    {
        string full = Guard(path, () => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _) is string found
            ? (found, provider)
            : throw Fail.PathNotFound(path));
        return full;
    }

    private IEnumerable<string> Resolve(string path, bool literal)
    {
        try
        {
            if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
            {
                return [TargetPath(literal ? path : WildcardPattern.Unescape(path))];
            }

            return Glob(path);
        }
        catch (LogStatsException fault)
        {
            Report(fault, path);
            return [];
        }
    }

    private string[] Glob(string path)
    {
        Collection<string> found = Guard(path, () => (GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider), provider));
        string[] files = [.. found.Where(file => !Directory.Exists(file))];
        if (files.Length == 0)
        {
            throw Fail.PathNotFound(path);
        }

        return [.. files.OrderBy(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal)];
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
