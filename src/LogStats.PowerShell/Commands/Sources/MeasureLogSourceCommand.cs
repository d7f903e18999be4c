using System.Management.Automation;
using LogStats.Archive.Watching;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds up how many files and lines a receiver keeps, by hour, day or source.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "LogSource")]
[OutputType(typeof(LogSourceSummary))]
public sealed class MeasureLogSourceCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = Words.ArchiveDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    [Parameter(HelpMessage = Words.SourceGroupBy)]
    public LogSourceGroup[] GroupBy { get; set; } = [];

    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(SourceTally.Measure(FilePaths.Full(this, Directory), GroupBy, Stop), enumerateCollection: true);
        }
        catch (LogStatsException fault)
        {
            Report(fault, Directory);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
