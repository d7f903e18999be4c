using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Faults;
using LogStats.PowerShell.Bases;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the names of the checkpoints there are.</summary>
internal sealed class CheckpointCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Completions.Of(wordToComplete, KeptCheckpoints.All(TimeProvider.System)
                .GroupBy(kept => kept.Name)
                .Select(group => (group.Key, string.Join(", ", group.Take(3).Select(kept => kept.Path)))));
        }
        catch (LogStatsException)
        {
            return []; // A completion is no place to say so.
        }
    }
}
