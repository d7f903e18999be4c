namespace LogStats.RawLines;

/// <summary>Lines that were given together, and how many holds there are on them. Released on whichever thread stores rows.</summary>
internal sealed class Delivery
{
    private int _held;

    /// <summary>Whether nobody holds any of its lines.</summary>
    public bool IsSafe => Volatile.Read(ref _held) <= 0;

    public void Hold() => Interlocked.Increment(ref _held);

    public void Release() => Interlocked.Decrement(ref _held);
}
