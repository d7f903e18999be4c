using System.Management.Automation;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Removes log formats of your own.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "LogFormat", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterLogFormatCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = Words.FormatOwnName)]
    [ArgumentCompleter(typeof(OwnFormatCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (string name in Name.SelectMany(Own).Where(name => ShouldProcess(name, "Remove log format")))
        {
            try
            {
                FormatCatalog.Unregister(name);
            }
            catch (LogStatsException fault)
            {
                Report(fault, name);
            }
        }
    }

    /// <summary>What a wildcard names; a name without one stands for itself, be there such a format or not.</summary>
    private static string[] Own(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [name];
        }

        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return [.. FormatCatalog.All.Where(format => format.Path is not null && pattern.IsMatch(format.Name)).Select(format => format.Name)];
    }
}
