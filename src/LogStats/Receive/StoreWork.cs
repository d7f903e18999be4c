namespace LogStats.Receive;

/// <summary>A batch to be stored.</summary>
internal sealed class StoreWork(ReceivedBatch batch) : ReceiveWork
{
    private readonly TaskCompletionSource<ReceiveAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReceivedBatch Batch { get; } = batch;

    /// <summary>What is to be answered, once what it rests on is committed.</summary>
    public ReceiveAnswer Answer { get; set; } = new(default, ReceiveTrouble.Failed);

    /// <summary>Whether its lines are to be written.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Where its lines go.</summary>
    public List<(LineRun Run, OpenPart Part)> Runs { get; } = [];

    /// <summary>How many of them tell no time.</summary>
    public long Untimed { get; set; }

    public Task<ReceiveAnswer> Done => _done.Task;

    public void Complete() => _ = _done.TrySetResult(Answer);

    public void Fail(ReceiveTrouble trouble)
    {
        IsAccepted = false;
        Answer = new ReceiveAnswer(default, trouble);
    }

    public override void GiveUp()
    {
        Fail(ReceiveTrouble.Closing);
        Complete();
    }
}
