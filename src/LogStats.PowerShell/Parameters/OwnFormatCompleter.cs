using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Formats;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the formats that are the user's own.</summary>
internal sealed class OwnFormatCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, FormatCatalog.All
            .Where(format => format.Path is not null)
            .Select(format => (format.Name, format.Description)));
}
