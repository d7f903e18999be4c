namespace LogStats.Scan;

/// <summary>How far a scan has come: bytes consumed of the bytes that all its inputs hold, where that is known.</summary>
public sealed class ScanProgress
{
    private long _consumed;

    public long Consumed => Interlocked.Read(ref _consumed);

    /// <summary>Told after each block, by whichever thread read it.</summary>
    public Action<long>? Moved { get; init; }

    internal void Add(long bytes)
    {
        long now = Interlocked.Add(ref _consumed, bytes);
        Moved?.Invoke(now);
    }
}
