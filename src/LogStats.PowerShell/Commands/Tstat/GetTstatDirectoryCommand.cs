using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Tstat.Directories;

namespace LogStats.PowerShell.Commands;

/// <summary>Finds the directories of tstat, and tells how far each is.</summary>
[Cmdlet(VerbsCommon.Get, "TstatDirectory", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TstatDirectory))]
public sealed class GetTstatDirectoryCommand : LogStatsCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet, HelpMessage = Words.TstatRoot)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true, HelpMessage = Words.TstatRootLiteral)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(HelpMessage = Words.TstatState)]
    public TstatDirectoryState State { get; set; } = TstatDirectoryState.All;

    [Parameter(HelpMessage = Words.TstatOlderThan)]
    [SpanTransform]
    public TimeSpan OlderThan { get; set; }

    [Parameter(HelpMessage = Words.TstatQuietTime)]
    [SpanTransform]
    public TimeSpan QuietTime { get; set; } = TstatDirectories.UsualQuietTime;

    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == LiteralPathSet;
        foreach (string path in literal ? LiteralPath : Path)
        {
            try
            {
                foreach (string root in literal || !WildcardPattern.ContainsWildcardCharacters(path)
                    ? [FilePaths.Full(this, literal ? path : WildcardPattern.Unescape(path))]
                    : FilePaths.MatchingFolders(this, path))
                {
                    Give(root);
                }
            }
            catch (LogStatsException fault)
            {
                Report(fault, path);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void Give(string root)
    {
        foreach (TstatDirectory found in TstatDirectories.Find(root, Clock, QuietTime, fault => Report(fault), Stop))
        {
            if (State.HasFlag(found.State) && (OlderThan <= TimeSpan.Zero || found.IsOlderThan(OlderThan, Clock)))
            {
                WriteObject(found);
            }
        }
    }
}
