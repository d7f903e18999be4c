namespace LogStats.Sinks;

/// <summary>
/// What became of a batch: how many rows are new or newer, how many the target had already, and how many it will never
/// take.
/// </summary>
public readonly record struct SinkAnswer(long Stored, long AlreadyThere, long Refused = 0)
{
    public static SinkAnswer operator +(SinkAnswer left, SinkAnswer right)
        => new(left.Stored + right.Stored, left.AlreadyThere + right.AlreadyThere, left.Refused + right.Refused);
}
