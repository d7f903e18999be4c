using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Bases;

/// <summary>A command that does something to directories of tstat, given as objects or by path. A bad one is one error, and the next follows.</summary>
public abstract class TstatDirectoryCommand : LogStatsCommand
{
    private const string ObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet, HelpMessage = Words.TstatDirectory)]
    [AllowEmptyCollection]
    public TstatDirectory[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet, HelpMessage = Words.TstatPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true, HelpMessage = Words.TstatLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>How long a directory must be quiet that is named by path; null for the usual time.</summary>
    private protected virtual TimeSpan? Quiet => null;

    protected override void ProcessRecord()
    {
        foreach (TstatDirectory directory in ParameterSetName == ObjectSet ? InputObject : Named())
        {
            try
            {
                Do(directory);
            }
            catch (LogStatsException fault)
            {
                Report(fault, directory.FullName);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private protected abstract void Do(TstatDirectory directory);

    private IEnumerable<TstatDirectory> Named()
    {
        bool literal = ParameterSetName == LiteralPathSet;
        foreach (string path in literal ? LiteralPath : Path)
        {
            foreach (TstatDirectory directory in Named(path, literal))
            {
                yield return directory;
            }
        }
    }

    private TstatDirectory[] Named(string path, bool literal)
    {
        try
        {
            string[] folders = literal || !WildcardPattern.ContainsWildcardCharacters(path)
                ? [FilePaths.Full(this, literal ? path : WildcardPattern.Unescape(path))]
                : FilePaths.MatchingFolders(this, path);
            return [.. folders.Select(folder => TstatDirectory.Read(folder, Clock, Quiet))];
        }
        catch (LogStatsException fault)
        {
            Report(fault, path);
            return [];
        }
    }
}
