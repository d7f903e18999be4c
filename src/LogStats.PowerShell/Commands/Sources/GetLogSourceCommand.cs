using System.Management.Automation;
using LogStats.Archive.Watching;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Tells who sends to a receiver, and who has fallen silent.</summary>
[Cmdlet(VerbsCommon.Get, "LogSource")]
[OutputType(typeof(LogSource))]
public sealed class GetLogSourceCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = Words.ArchiveDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = Words.SourceName)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    [Parameter(HelpMessage = Words.SourceThreshold)]
    [SpanTransform]
    public TimeSpan Threshold { get; set; } = TimeSpan.FromMinutes(5);

    protected override void ProcessRecord()
    {
        try
        {
            foreach (LogSource source in SourceSearch.Find(FilePaths.Full(this, Directory), new SourceThresholds { Usual = Threshold }, Name, Clock))
            {
                Stop.ThrowIfCancellationRequested();
                WriteObject(source);
            }
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
