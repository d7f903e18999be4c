using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Formats;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the families of formats.</summary>
internal sealed class FormatKindCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, FormatCatalog.All
            .GroupBy(format => format.Kind)
            .Select(kind => (kind.Key, $"{kind.Count()} formats: {string.Join(", ", kind.Select(format => format.Name))}")));
}
