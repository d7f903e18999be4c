namespace LogStats.Receive;

/// <summary>What is committed at once.</summary>
public sealed class LedgerChange
{
    public required DateTimeOffset Time { get; init; }

    public List<LedgerSource> Sources { get; } = [];

    /// <summary>Each moves the mark of its file to its end.</summary>
    public List<LedgerBatch> Batches { get; } = [];

    public List<LedgerLoss> Losses { get; } = [];

    public List<LedgerPart> Parts { get; } = [];

    public bool IsEmpty => Sources.Count + Batches.Count + Losses.Count + Parts.Count == 0;
}
