using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Tstat.Directories;

namespace LogStats.PowerShell.Commands;

/// <summary>Marks directories of tstat as processed.</summary>
[Cmdlet(VerbsLifecycle.Complete, "TstatDirectory", SupportsShouldProcess = true, DefaultParameterSetName = "InputObject")]
[OutputType(typeof(TstatDirectory))]
public sealed class CompleteTstatDirectoryCommand : TstatDirectoryCommand
{
    [Parameter(HelpMessage = Words.TstatQuietTime)]
    [SpanTransform]
    public TimeSpan QuietTime { get; set; } = TstatDirectories.UsualQuietTime;

    [Parameter(HelpMessage = Words.TstatMarkForce)]
    public SwitchParameter Force { get; set; }

    [Parameter(HelpMessage = Words.TstatMarkPassThru)]
    public SwitchParameter PassThru { get; set; }

    private protected override TimeSpan? Quiet => QuietTime;

    private protected override void Do(TstatDirectory directory)
    {
        if (!ShouldProcess(directory.FullName, "Mark as processed"))
        {
            return;
        }

        if (!TstatMark.Write(directory, Clock, QuietTime, Force))
        {
            WriteVerbose($"'{directory.FullName}' was marked already.");
        }

        if (PassThru)
        {
            WriteObject(TstatDirectory.Read(directory.FullName, Clock, QuietTime));
        }
    }
}
