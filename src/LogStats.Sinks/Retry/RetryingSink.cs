using Polly;

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
        _tries = Attempts.Of(options);
    }

    /// <inheritdoc/>
    public int RowsAtOnce => _sink.RowsAtOnce;

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
}
