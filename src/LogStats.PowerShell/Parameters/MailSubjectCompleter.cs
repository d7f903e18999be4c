using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers subjects with what can stand in them.</summary>
internal sealed class MailSubjectCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete,
        [
            ("[logs] {Subject}", "What the row says of itself, or how many rows of what."),
            ("{Count} rows of {Table} from {Host}", "How many rows, of what kind, from which machine."),
        ]);
}
