using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads the settings of a program that LogStats replaces, as parameters to splat.</summary>
[Cmdlet(VerbsData.Import, "LogStatsConfig")]
[OutputType(typeof(LogStatsConfig))]
public sealed class ImportLogStatsConfigCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = Words.ConfigPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LiteralPath")]
    public string[] Path { get; set; } = [];

    [Parameter(HelpMessage = Words.ConfigKind)]
    public LogStatsConfigKind Kind { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                LogStatsConfig config = LogStatsConfig.Read(FilePaths.Full(this, path), Kind);
                foreach (string warning in config.Warnings)
                {
                    WriteWarning(warning);
                }

                WriteObject(config);
            }
            catch (LogStatsException fault)
            {
                Report(fault);
            }
        }
    }
}
