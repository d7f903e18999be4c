#nullable enable

using System;
using System.Management.Automation;
using System.Threading;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Writes one object and then waits until it is stopped, as the followers do at the end of a file.</summary>
[Cmdlet(VerbsCommon.Watch, "Sample")]
public sealed class WatchSampleCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stop = new();

    public void Dispose() => _stop.Dispose();

    protected override void ProcessRecord()
    {
        WriteObject("waiting");
        _stop.Wait();
        WriteObject("never seen");
    }

    protected override void StopProcessing() => _stop.Set();
}
