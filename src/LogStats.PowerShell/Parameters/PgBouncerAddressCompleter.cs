using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the clients that stand in the files which the command line names.</summary>
internal sealed class PgBouncerAddressCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, PgBouncerValues.Seen(fakeBoundParameters, item => item.ClientAddress));
}
