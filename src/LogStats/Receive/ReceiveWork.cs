namespace LogStats.Receive;

/// <summary>What waits for the one who commits.</summary>
internal abstract class ReceiveWork
{
    /// <summary>It is never going to be done.</summary>
    public abstract void GiveUp();
}
