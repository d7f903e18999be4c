using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>
/// Runs commands the way the engine does: every object goes down the whole chain before the next one is made,
/// the first failure wins, and whatever happens every cmdlet that can be disposed is disposed.
/// </summary>
internal sealed class Pipeline
{
    private readonly IEnumerable<object?>? _input;
    private readonly Stage[] _stages;
    private ErrorRecord? _failure;
    private volatile bool _stopping;
    private int _satisfied = -1;
    private int _thread;

    internal Pipeline(
        List<StageRequest> requests, IEnumerable<object?>? input, SessionState session, Func<string, bool>? answer)
    {
        _input = input;
        Answer = answer;
        _stages = [.. requests.Select((request, i) =>
            new Stage(this, request, session, i, requests.Count, expectsInput: i > 0 || input is not null))];
    }

    internal RunStreams Streams { get; } = new();

    internal Func<string, bool>? Answer { get; }

    internal RunResult Execute()
    {
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            Attempt(BindAndProcess);
            for (int i = 0; i < _stages.Length && _failure is null && !_stopping; i++)
            {
                if (i > _satisfied)
                {
                    Attempt(_stages[i].End);
                }
            }
        }
        finally
        {
            Array.ForEach(_stages, stage => stage.Dispose());
        }

        return Streams.Close(_failure, _stopping);
    }

    internal void Stop()
    {
        _stopping = true;
        Array.ForEach(_stages, stage => stage.Cmdlet.DoStop());
    }

    internal void Send(int from, object? value)
    {
        ThrowIfOver(from);
        if (from + 1 < _stages.Length)
        {
            _stages[from + 1].Process(value);
        }
        else
        {
            Streams.Emit(value);
        }
    }

    /// <summary>The stage has all it wants: those before it are stopped and do not end, those after it do.</summary>
    internal PipelineStoppedException Satisfy(int stage)
    {
        _satisfied = Math.Max(_satisfied, stage);
        return new PipelineStoppedException();
    }

    internal PipelineStoppedException Fail(ErrorRecord record)
    {
        _failure ??= record;
        return new PipelineStoppedException();
    }

    internal void ThrowIfOver(int stage)
    {
        if (_stopping || _failure is not null || stage <= _satisfied)
        {
            throw new PipelineStoppedException();
        }
    }

    internal bool IsPipelineThread => Environment.CurrentManagedThreadId == _thread;

    private static void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (PipelineStoppedException)
        {
            // Whoever threw it has left the reason in one of the fields.
        }
    }

    private void BindAndProcess()
    {
        Array.ForEach(_stages, stage => stage.Bind());
        ThrowIfOver(0);
        Array.ForEach(_stages, stage => stage.Begin());
        if (_input is null)
        {
            _stages[0].ProcessOnce();
            return;
        }

        foreach (object? value in _input)
        {
            ThrowIfOver(0);
            _stages[0].Process(value);
        }
    }
}
