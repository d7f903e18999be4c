using System.Management.Automation;
using LogStats.Archive.Tidy;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Removes files of a receiver that were delivered long enough ago.</summary>
[Cmdlet(VerbsCommon.Remove, "LogArchive", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveLogArchiveCommand : ArchiveCommand
{
    [Parameter(HelpMessage = Words.ArchiveRemoveAge)]
    [SpanTransform]
    public TimeSpan OlderThan { get; set; } = TimeSpan.FromHours(4);

    [Parameter(HelpMessage = Words.ArchiveQuota)]
    [ValidateRange(1, long.MaxValue)]
    public long Quota { get; set; } = long.MaxValue;

    [Parameter(HelpMessage = Words.ArchiveForce)]
    public SwitchParameter Force { get; set; }

    private protected override TidyCounts Run(ArchiveTidying tidying)
    {
        // With -Force nothing is asked, and -WhatIf still only tells.
        bool isSure = Force && !MyInvocation.BoundParameters.ContainsKey("Confirm") && !IsWhatIf();
        TidyCounts counts = tidying.Remove(
            OlderThan,
            part => isSure || Asks(part, "Remove"),
            part => WriteVerbose($"'{part.Path}' is removed."),
            Fault,
            Stop);
        if (Quota < long.MaxValue && ArchiveQuota.Exceeded(FilePaths.Full(this, Directory), Quota) is { } over)
        {
            Report(over, Directory);
        }

        return counts;
    }
}
