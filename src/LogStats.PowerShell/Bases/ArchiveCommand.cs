using System.Management.Automation;
using LogStats.Archive;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;

namespace LogStats.PowerShell.Bases;

/// <summary>A command that does something to the delivered files of a receiver's directory. A file that cannot be done is one error, and the next follows.</summary>
public abstract class ArchiveCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = Words.ArchiveDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    protected override void ProcessRecord()
    {
        try
        {
            using ArchiveTidying tidying = new(FilePaths.Full(this, Directory), Clock, IsWhatIf());
            TidyCounts counts = Run(tidying);
            foreach (string remark in counts.Remarks())
            {
                WriteWarning(remark);
            }

            WriteVerbose($"{counts.Done:N0} done ({ByteSize.Text(counts.Freed)} less), {counts.Young:N0} not old enough, {counts.Failed:N0} failed.");
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

    private protected abstract TidyCounts Run(ArchiveTidying tidying);

    private protected bool Asks(ArchivePart part, string what) => ShouldProcess(part.Path, what);

    private protected void Fault(LogStatsException fault) => Report(fault);

    /// <summary>Whether nothing is to be done but told.</summary>
    private protected bool IsWhatIf()
        => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given) : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
}
