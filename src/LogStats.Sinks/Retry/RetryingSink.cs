using LogStats.Faults;
using Polly;
using Polly.Retry;

namespace LogStats.Sinks.Retry;

/// <summary>
/// A sink that is asked again, after longer and longer waits and not for ever, where its fault may pass. Safe for every
/// sink: a batch that was refused has left nothing behind, and rows whose answer got lost are known by their names.
/// </summary>
public sealed class RetryingSink : ISink
{
    private readonly ISink _sink;
    private readonly ResiliencePipeline _tries;

    /// <summary>Owns the sink from now on.</summary>
    public RetryingSink(ISink sink, RetryOptions? options = null)
    {
        options ??= new RetryOptions();
        _sink = sink;
        _tries = options.Tries <= 1 ? ResiliencePipeline.Empty : Build(options);
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop)
        => _tries.ExecuteAsync(static (sink, stop) => sink.PrepareAsync(stop), _sink, stop);

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
        => _tries.ExecuteAsync(static (state, stop) => state._sink.WriteAsync(state.batch, stop), (_sink, batch), stop);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop)
        => _tries.ExecuteAsync(static (sink, stop) => sink.CompleteAsync(stop), _sink, stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private static ResiliencePipeline Build(RetryOptions options)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = options.Clock };
        return builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LogStatsException>(static fault => fault.MayPass),
            MaxRetryAttempts = options.Tries - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.FirstWait,
            MaxDelay = options.LongestWait,
        }).Build();
    }
}
