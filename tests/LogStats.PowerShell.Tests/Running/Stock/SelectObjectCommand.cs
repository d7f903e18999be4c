using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>As much of Select-Object as pipelines under test need: -First, and the stop it sends upstream.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private int _seen;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_seen == First)
        {
            throw ((StageRuntime)CommandRuntime).Satisfied();
        }
    }
}
