namespace LogStats.Sinks;

/// <summary>What became of a batch: how many rows are new, and how many the target had already.</summary>
public readonly record struct SinkAnswer(long Stored, long AlreadyThere)
{
    public static SinkAnswer operator +(SinkAnswer left, SinkAnswer right)
        => new(left.Stored + right.Stored, left.AlreadyThere + right.AlreadyThere);
}
