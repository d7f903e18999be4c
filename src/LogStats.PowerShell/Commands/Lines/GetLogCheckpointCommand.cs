using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Tells how far logs were read under the name of a checkpoint.</summary>
[Cmdlet(VerbsCommon.Get, "LogCheckpoint")]
[OutputType(typeof(LogCheckpoint))]
public sealed class GetLogCheckpointCommand : LogStatsCommand
{
    [Parameter(Position = 0, HelpMessage = Words.CheckpointNames)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    public string[] Name { get; set; } = ["*"];

    [Parameter(Position = 1, HelpMessage = Words.CheckpointPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    protected override void ProcessRecord()
    {
        IReadOnlyList<LogCheckpoint> all = OrEnd(() => KeptCheckpoints.All(Clock));
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            List<LogCheckpoint> found = [.. all.Where(kept => pattern.IsMatch(kept.Name))];
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Report(Fail.CheckpointUnknown(name, all.Select(kept => kept.Name).Distinct()), name);
            }

            WriteObject(found.Where(IsOfPath), enumerateCollection: true);
        }
    }

    /// <summary>A path as it is kept, or as it is typed here.</summary>
    private bool IsOfPath(LogCheckpoint kept) => Path.Length == 0 || Path.Any(path =>
        new WildcardPattern(path).IsMatch(kept.Path) || new WildcardPattern(FilePaths.Full(this, path)).IsMatch(kept.Path));
}
