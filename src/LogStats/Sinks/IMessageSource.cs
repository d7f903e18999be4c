namespace LogStats.Sinks;

/// <summary>
/// A queue that messages are taken from. It keeps each until it is told what became of it, and gives it out again, to whoever
/// asks, if it never is. For one caller at a time.
/// </summary>
public interface IMessageSource : IAsyncDisposable
{
    /// <summary>What it is called, without what may be secret.</summary>
    string Shown { get; }

    /// <summary>Reaches the queue and asks for messages.</summary>
    /// <exception cref="Faults.LogStatsException">It cannot be reached, or is not there.</exception>
    ValueTask PrepareAsync(CancellationToken stop);

    /// <summary>The next message, after the connection was made anew if it had broken.</summary>
    /// <param name="longest">How long to wait for one; null for as long as it takes.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Null if none came in time.</returns>
    /// <exception cref="Faults.LogStatsException">The queue is gone, or cannot be reached for longer than is waited.</exception>
    ValueTask<QueueMessage?> NextAsync(TimeSpan? longest, CancellationToken stop);

    /// <summary>It was taken: the queue forgets it. Does nothing where the connection that gave it is gone: it will come again.</summary>
    ValueTask AcceptAsync(QueueMessage message);

    /// <summary>Nobody can take it: the queue gives it to its dead letter exchange or, where it has none, forgets it.</summary>
    ValueTask RejectAsync(QueueMessage message);
}
