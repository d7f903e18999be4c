using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the percentiles that people ask for.</summary>
internal sealed class PercentileCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete,
        [
            ("50", "half of the calls took no longer: the median"),
            ("75", "three of four calls took no longer"),
            ("90", "nine of ten calls took no longer"),
            ("95", "19 of 20 calls took no longer"),
            ("99", "99 of 100 calls took no longer"),
            ("99.9", "999 of 1,000 calls took no longer"),
        ]);
}
