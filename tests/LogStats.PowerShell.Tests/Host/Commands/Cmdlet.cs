#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>A command without a session: life cycle here, what it writes in the other half.</summary>
public abstract partial class Cmdlet : InternalCommand
{
    protected Cmdlet()
    {
    }

    public ICommandRuntime CommandRuntime { get; set; }

    public bool Stopping => IsStopping;

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }

    internal sealed override void DoBeginProcessing() => BeginProcessing();

    internal sealed override void DoProcessRecord() => ProcessRecord();

    internal sealed override void DoEndProcessing() => EndProcessing();

    private protected sealed override void DoStopProcessing() => StopProcessing();
}
