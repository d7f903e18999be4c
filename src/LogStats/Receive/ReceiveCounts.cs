using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>What a receiver has done since it began.</summary>
public sealed class ReceiveCounts
{
    private long _batches;
    private long _lines;
    private long _bytes;
    private long _had;
    private long _partial;
    private long _untimed;
    private long _turnedBack;

    /// <summary>Stored.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    public long Lines => Interlocked.Read(ref _lines);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Batches that came again.</summary>
    public long Had => Interlocked.Read(ref _had);

    /// <summary>Lines that had no line end, and got one.</summary>
    public long Partial => Interlocked.Read(ref _partial);

    public long Untimed => Interlocked.Read(ref _untimed);

    /// <summary>Batches that have to come again, cut anew or later.</summary>
    public long TurnedBack => Interlocked.Read(ref _turnedBack);

    internal void Add(StoreWork work)
    {
        if (!work.IsAccepted)
        {
            _ = work.Answer is { Trouble: ReceiveTrouble.None, Answer.Outcome: BatchOutcome.Had }
                ? Interlocked.Increment(ref _had) : Interlocked.Increment(ref _turnedBack);
            return;
        }

        ReadOnlySpan<byte> lines = work.Batch.Lines.Span;
        bool isPartial = !lines.IsEmpty && lines[^1] != '\n';
        _ = Interlocked.Increment(ref _batches);
        _ = Interlocked.Add(ref _lines, work.Runs.Sum(static run => (long)run.Run.Lines));
        _ = Interlocked.Add(ref _bytes, lines.Length + (isPartial ? 1 : 0));
        _ = Interlocked.Add(ref _partial, isPartial ? 1 : 0);
        _ = Interlocked.Add(ref _untimed, work.Untimed);
    }
}
