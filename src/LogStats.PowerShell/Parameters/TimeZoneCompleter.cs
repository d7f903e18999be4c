using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the time zones that this system knows, with their present offset.</summary>
internal sealed class TimeZoneCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, TimeZoneInfo.GetSystemTimeZones()
            .Prepend(TimeZoneInfo.Utc)
            .DistinctBy(zone => zone.Id)
            .Select(zone => (zone.Id, zone.DisplayName)));
}
