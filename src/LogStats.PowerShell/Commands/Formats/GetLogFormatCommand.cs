using System.Management.Automation;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Lists the log formats that can be read.</summary>
[Cmdlet(VerbsCommon.Get, "LogFormat")]
[OutputType(typeof(LogFormat))]
public sealed class GetLogFormatCommand : LogStatsCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = Words.FormatName)]
    [ArgumentCompleter(typeof(FormatNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    [Parameter(HelpMessage = Words.FormatKind)]
    [ArgumentCompleter(typeof(FormatKindCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Kind { get; set; } = "*";

    private bool _listed;

    protected override void ProcessRecord()
    {
        _listed |= Name.Any(WildcardPattern.ContainsWildcardCharacters);
        LogFormat[] family = [.. FormatCatalog.All.Where(format => Fits(Kind, format.Kind))];
        foreach (string name in Name)
        {
            LogFormat[] found = [.. family.Where(format => Fits(name, format.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Report(Fail.FormatName(name, family.Select(format => format.Name)));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }

    /// <summary>Who looks at a list should know what is missing from it.</summary>
    protected override void EndProcessing()
    {
        foreach (LogStatsException fault in _listed ? FormatCatalog.Faults : [])
        {
            Report(fault);
        }
    }

    private static bool Fits(string pattern, string text) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);
}
