#nullable disable

namespace System.Management.Automation.Internal;

/// <summary>The hooks the host calls; a cmdlet author never sees them.</summary>
public abstract class InternalCommand
{
    private volatile bool _stopping;

    internal InternalCommand()
    {
    }

    internal bool IsStopping => _stopping;

    internal abstract void DoBeginProcessing();

    internal abstract void DoProcessRecord();

    internal abstract void DoEndProcessing();

    /// <summary>Called on the thread that asks for the stop, while the pipeline thread may be anywhere.</summary>
    internal void DoStop()
    {
        _stopping = true;
        DoStopProcessing();
    }

    private protected abstract void DoStopProcessing();
}
