namespace LogStats.Sinks;

/// <summary>
/// The end of the way: takes batches and answers only once they are as safe as the target can make them. A batch that
/// was refused has left nothing behind. A batch whose answer got lost may be given again: rows have names.
/// </summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>How many rows at once serve it best, where nobody says how many.</summary>
    int RowsAtOnce => 5000;

    /// <summary>
    /// Reaches the target and looks whether it will do, so that what is wrong with it is known before anything has been
    /// read. A target on this machine has been opened already. May be called again after a fault that may pass.
    /// </summary>
    /// <exception cref="Faults.LogStatsException">It cannot be reached, or will not do.</exception>
    ValueTask PrepareAsync(CancellationToken stop);

    /// <exception cref="Faults.LogStatsException">The batch is not stored.</exception>
    ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop);

    /// <summary>No more will come: writes what stands at an end, such as the close of a compressed file.</summary>
    ValueTask CompleteAsync(CancellationToken stop);
}
