#nullable enable

using System.IO;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Deletes a file after asking: -Confirm, -WhatIf, and a second question that -Force answers.</summary>
[Cmdlet(VerbsCommon.Remove, "SampleItem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveSampleItemCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    public string? Path { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        bool keep = path.EndsWith(".keep") && !Force;
        if (ShouldProcess(path, "Delete") && (!keep || ShouldContinue("Delete a kept file?", "Careful")))
        {
            File.Delete(path);
        }
    }
}
