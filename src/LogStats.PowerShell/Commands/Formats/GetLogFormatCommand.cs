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
    private bool _isList;

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

    protected override void ProcessRecord()
    {
        LogFormat[] family = [.. FormatCatalog.All.Where(format => Fits(Kind, format.Kind))];
        foreach (string name in Name)
        {
            LogFormat[] found = [.. family.Where(format => Fits(name, format.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Report(FormatCatalog.Missing(name, family));
            }

            _isList |= WildcardPattern.ContainsWildcardCharacters(name);
            WriteObject(found, enumerateCollection: true);
        }
    }

    /// <summary>A list that a damaged file is missing from says so.</summary>
    protected override void EndProcessing()
    {
        foreach (LogStatsException fault in _isList ? FormatCatalog.Faults : [])
        {
            Report(fault);
        }
    }

    private static bool Fits(string pattern, string text) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);
}
