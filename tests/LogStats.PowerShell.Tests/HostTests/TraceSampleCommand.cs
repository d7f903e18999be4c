using System.Management.Automation;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>Passes objects on and keeps a journal of every call the host makes.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "Sample")]
public sealed class TraceSampleCommand : PSCmdlet, IDisposable
{
    [Parameter(Mandatory = true)]
    [AllowEmptyCollection]
    public List<string>? Journal { get; set; }

    [Parameter]
    public string Name { get; set; } = "a";

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    public void Dispose() => Journal?.Add($"{Name} dispose");

    protected override void BeginProcessing() => Journal!.Add($"{Name} begin");

    protected override void ProcessRecord()
    {
        Journal!.Add($"{Name} {InputObject}");
        try
        {
            WriteObject(InputObject);
        }
        catch (PipelineStoppedException)
        {
            Journal.Add($"{Name} stopped");
            throw;
        }
    }

    protected override void EndProcessing() => Journal!.Add($"{Name} end");
}
