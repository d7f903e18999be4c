using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Formats;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the formats that are known; for a command of one family, those of that family.</summary>
internal sealed class FormatNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string noun = commandName.Split('-')[^1];
        IEnumerable<LogFormat> formats = FormatCatalog.All.Where(format => noun.StartsWith(format.Kind, StringComparison.OrdinalIgnoreCase));
        return Completions.Of(
            wordToComplete, (formats.Any() ? formats : FormatCatalog.All).Select(format => (format.Name, format.Description)));
    }
}
