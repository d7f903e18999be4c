using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Calls back with itself, so that a test can use what needs a running cmdlet.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Call")]
public sealed class CallCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public Action<CallCommand> Script { get; set; } = _ => { };

    protected override void EndProcessing() => Script(this);
}
