using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the places of a log that have a name.</summary>
internal sealed class CheckpointPlaceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, [
            ("Beginning", "at the first line of the file that it is in"),
            ("End", "behind the last line that is there now"),
        ]);
}
