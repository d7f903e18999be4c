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

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true,
        HelpMessage = Words.LiteralPath)]
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
            foreach (string file in Resolve(path, literal).SelectMany(FilesAt))
            {
                yield return file;
            }
        }
    }

    /// <summary>The files that a path stands for: itself, unless a family has directories that are one log.</summary>
    private protected virtual IEnumerable<string> FilesAt(string path) => [path];

    private string[] Resolve(string path, bool literal)
    {
        try
        {
            return literal || !WildcardPattern.ContainsWildcardCharacters(path)
                ? [FilePaths.Full(this, literal ? path : WildcardPattern.Unescape(path))]
                : FilePaths.Matching(this, path, found => !Directory.Exists(found) || !FilesAt(found).Contains(found));
        }
        catch (LogStatsException fault)
        {
            Report(fault, path);
            return [];
        }
    }
}
