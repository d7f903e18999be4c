namespace LogStats.Sinks.Ship;

/// <summary>All that is kept of a batch on the disk beside its lines.</summary>
internal sealed record SpooledHead
{
    public required long Sequence { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public long Begin { get; init; }

    public long Start { get; init; }

    public long End { get; init; }

    public int Lines { get; init; }

    public int Length { get; init; }

    public int Skipped { get; init; }

    public bool IsPartial { get; init; }

    public bool IsAfterLoss { get; init; }

    public required IReadOnlyList<(int At, long Offset)> Runs { get; init; }
}
