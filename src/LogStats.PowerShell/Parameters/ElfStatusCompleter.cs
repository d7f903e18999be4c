using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Elf;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the statuses that stand in the files which the command line names, and whole classes of them.</summary>
internal sealed class ElfStatusCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Tip)[] s_classes =
    [
        ("2xx", "success"), ("3xx", "sent elsewhere"), ("4xx", "the client's errors"), ("5xx", "the server's errors"), ("400-599", "all errors"),
    ];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ElfOptions options = ElfFront.Options(fakeBoundParameters);
        return Completions.Of(wordToComplete, s_classes.Concat(SeenValues.Of<ElfRecord>(
            fakeBoundParameters, () => new ElfReader(options), item => item.Status?.ToString(CultureInfo.InvariantCulture))));
    }
}
