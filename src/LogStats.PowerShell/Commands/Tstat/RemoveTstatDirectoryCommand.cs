using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Tstat.Directories;

namespace LogStats.PowerShell.Commands;

/// <summary>Removes directories of tstat that were processed long enough ago.</summary>
[Cmdlet(VerbsCommon.Remove, "TstatDirectory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "InputObject")]
[OutputType(typeof(void))]
public sealed class RemoveTstatDirectoryCommand : TstatDirectoryCommand
{
    [Parameter(HelpMessage = Words.TstatRemoveAge)]
    [SpanTransform]
    public TimeSpan OlderThan { get; set; } = TstatRemoval.UsualAge;

    [Parameter(HelpMessage = Words.TstatRemoveForce)]
    public SwitchParameter Force { get; set; }

    private protected override void Do(TstatDirectory directory)
    {
        if (TstatRemoval.Kept(directory, OlderThan, Clock) is { } why)
        {
            WriteVerbose($"'{directory.FullName}' is kept: {why}.");
            return;
        }

        // With -Force nothing is asked, and -WhatIf still only tells.
        bool goes = Force && !MyInvocation.BoundParameters.ContainsKey("Confirm") && !IsWhatIf()
            || ShouldProcess(directory.FullName, "Remove");
        if (goes && !TstatRemoval.Remove(directory, OlderThan, Clock, Stop))
        {
            WriteVerbose($"'{directory.FullName}' is kept: it changed just now.");
        }
    }

    private bool IsWhatIf()
        => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given) : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
}
