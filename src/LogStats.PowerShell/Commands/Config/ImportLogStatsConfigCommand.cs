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
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = Words.ConfigPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LiteralPath")]
    public string[] Path { get; set; } = [];

    [Parameter(HelpMessage = Words.ConfigKind)]
    public LogStatsConfigKind Kind { get; set; }

    protected override void ProcessRecord()
    {
        if (Path.Length == 0)
        {
            Give(() => LogStatsConfig.ReadEnvironment(Kind));
        }

        foreach (string path in Path)
        {
            Give(() => LogStatsConfig.Read(FilePaths.Full(this, path), Kind));
        }
    }

    private void Give(Func<LogStatsConfig> read)
    {
        try
        {
            LogStatsConfig config = read();
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
