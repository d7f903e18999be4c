using System.Management.Automation;
using LogStats.PowerShell.Tests.Running.Binding;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>One command of a pipeline: its cmdlet object, its binder and the door between them.</summary>
internal sealed class Stage : IDisposable
{
    private readonly Pipeline _pipeline;
    private readonly StageRequest _request;
    private readonly BoundCommand _bound;
    private bool _begun;
    private int _depth;

    internal Stage(
        Pipeline pipeline, StageRequest request, SessionState session, int index, int count, bool expectsInput)
    {
        _pipeline = pipeline;
        _request = request;
        Index = index;
        Cmdlet = (Cmdlet)Activator.CreateInstance(request.Cmdlet)!;
        var metadata = CommandMetadata.Of(request.Cmdlet);
        Invocation = new InvocationInfo(new CmdletInfo(metadata.Name, request.Cmdlet), expectsInput, index + 1, count);
        _bound = new BoundCommand(metadata, Cmdlet, Invocation);
        (Cmdlet as PSCmdlet)?.Attach(Invocation, session);
        Cmdlet.CommandRuntime = new StageRuntime(pipeline, this, new Consent(pipeline, _bound));
    }

    internal int Index { get; }

    internal Cmdlet Cmdlet { get; }

    internal InvocationInfo Invocation { get; }

    internal CommonParameters Common => _bound.Common;

    /// <summary>True while the engine is inside one of the cmdlet's three overrides.</summary>
    internal bool IsActive => _depth > 0;

    internal void Bind() => Guarded(() =>
    {
        NamedBinding.Bind(_bound, _request.Parameters);
        ParameterSetChoice.Settle(_bound, Invocation.ExpectingInput);
    });

    internal void Begin()
    {
        if (!_begun)
        {
            _begun = true;
            Guarded(Cmdlet.DoBeginProcessing);
        }
    }

    internal void ProcessOnce() => Guarded(Cmdlet.DoProcessRecord);

    internal void Process(object? value)
    {
        // An upstream that writes in its own Begin comes here before this command had its turn.
        Begin();
        if (TryBindInput(value))
        {
            Guarded(Cmdlet.DoProcessRecord);
        }
    }

    internal void End()
    {
        Begin();
        Guarded(Cmdlet.DoEndProcessing);
    }

    internal ErrorRecord Sign(ErrorRecord record)
    {
        record.Sign(Invocation, _request.Cmdlet);
        return record;
    }

    public void Dispose() => (Cmdlet as IDisposable)?.Dispose();

    /// <summary>An object that cannot be bound is an error of its own; the next one gets its chance.</summary>
    private bool TryBindInput(object? value)
    {
        try
        {
            PipelineBinding.Bind(_bound, value);
            return true;
        }
        catch (ParameterBindingException exception)
        {
            _depth++;
            Cmdlet.WriteError(new ErrorRecord(BindingFault.WithTarget(exception, value), exception));
            _depth--;
            return false;
        }
    }

    private void Guarded(Action step)
    {
        _depth++;
        try
        {
            step();
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            ErrorRecord record = exception is IContainsErrorRecord known
                ? new ErrorRecord(known.ErrorRecord, exception)
                : new ErrorRecord(exception, exception.GetType().FullName, ErrorCategory.NotSpecified, null);
            throw _pipeline.Fail(Sign(record));
        }
        finally
        {
            _depth--;
        }
    }
}
