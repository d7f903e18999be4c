namespace LogStats.Sinks;

/// <summary>
/// Takes rows that a target will never take, each with the reason, while the rest of its batch is stored. Told only once
/// the rest is safe, so a batch that is tried again is not told twice.
/// </summary>
public interface IRefusedRows
{
    /// <param name="row">The row, as it was to be stored.</param>
    /// <param name="reason">Why not, in the target's words: a part of a sentence.</param>
    void Add(IRow row, string reason);
}
