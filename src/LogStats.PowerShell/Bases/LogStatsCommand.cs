using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Errors;

namespace LogStats.PowerShell.Bases;

/// <summary>What every command has: a token that a stop request cancels, one way to report faults, and an end.</summary>
public abstract class LogStatsCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private bool _disposed;

    /// <summary>Cancelled as soon as the pipeline is asked to stop; goes into everything that can take time.</summary>
    internal CancellationToken Stop => _stop.Token;

    /// <summary>The clock; a test gives its own.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Dispose(true);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Gives back what is held. Called once, however the pipeline ended.</summary>
    protected virtual void Dispose(bool disposing) => _stop.Dispose();

    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline came to its end while it was asked to stop.
        }
    }

    /// <summary>An error of one input: it is said, and the next input follows.</summary>
    internal void Report(LogStatsException fault, object? target = null) => WriteError(fault.Record(target));

    /// <summary>An error after which nothing more can work.</summary>
    internal void End(LogStatsException fault) => ThrowTerminatingError(fault.Record());

    /// <summary>Runs a step of which any fault ends the command, such as reading the parameters.</summary>
    internal T OrEnd<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (LogStatsException fault)
        {
            End(fault);
            throw;
        }
    }

    /// <summary>Waits for work that a stop request cancels, and of which any fault ends the command.</summary>
    internal void OrEnd(ValueTask work)
    {
        try
        {
            work.AsTask().GetAwaiter().GetResult();
        }
        catch (LogStatsException fault)
        {
            End(fault);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
