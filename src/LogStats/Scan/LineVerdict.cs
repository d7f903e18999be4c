namespace LogStats.Scan;

/// <summary>What a format says of a line: a record, or the reason why it is none.</summary>
public readonly struct LineVerdict
{
    private LineVerdict(LineReason? reason) => Reason = reason;

    public static LineVerdict Record => default;

    public bool IsRecord => Reason is null;

    public LineReason? Reason { get; }

    public static implicit operator LineVerdict(LineReason reason) => new(reason);
}
