using System.Threading.Channels;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>A pipeline at work on its own thread, as a console or a job would hold it.</summary>
public sealed class RunningPipeline
{
    private readonly Pipeline _pipeline;

    internal RunningPipeline(Pipeline pipeline)
    {
        _pipeline = pipeline;
        Completion = Task.Factory.StartNew(
            pipeline.Execute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Output as it appears; completes when the pipeline has ended.</summary>
    public ChannelReader<object?> Output => _pipeline.Streams.Live;

    public Task<RunResult> Completion { get; }

    /// <summary>Ctrl+C: tells every command on this thread, then waits for the pipeline to come to its end.</summary>
    public async Task<RunResult> StopAsync()
    {
        _pipeline.Stop();
        return await Completion;
    }
}
