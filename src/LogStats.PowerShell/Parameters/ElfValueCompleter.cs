using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Elf;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers what requests hold, in the files that the command line names, for the parameter that is being typed.</summary>
internal sealed class ElfValueCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ElfOptions options = ElfFront.Options(fakeBoundParameters);
        return Completions.Of(wordToComplete, SeenValues.Of<ElfRecord>(
            fakeBoundParameters, () => new ElfReader(options), item => ValueOf(parameterName, item)));
    }

    private static string? ValueOf(string parameter, ElfRecord item) => parameter.ToLowerInvariant() switch
    {
        "method" => item.Method,
        "clientaddress" => item.ClientAddress,
        "username" => item.UserName,
        "virtualhost" => item.VirtualHost,
        "requestpath" => item.RequestPath,
        _ => null,
    };
}
