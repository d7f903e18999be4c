namespace LogStats.Receive;

/// <summary>A question or a change of its own, done between two commits.</summary>
internal sealed class OtherWork<T>(Func<T> work) : OtherWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => _done.Task;

    public override void Run()
    {
        try
        {
            _ = _done.TrySetResult(work());
        }
        catch (Exception error) when (error is IOException or Faults.LogStatsException)
        {
            _ = _done.TrySetException(error);
            throw;
        }
    }

    public override void GiveUp() => _ = _done.TrySetCanceled();
}

/// <inheritdoc/>
internal abstract class OtherWork : ReceiveWork
{
    public abstract void Run();
}
