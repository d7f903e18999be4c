using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>Whether a batch goes on where its file ends here (docs/decisions/0023).</summary>
internal static class BatchRules
{
    /// <param name="mark">Up to where the file is stored; null where it is new.</param>
    /// <param name="head">What came.</param>
    /// <param name="loss">Whether lines before it are given up with it.</param>
    /// <returns>Where it is to be stored, the mark is the one from then on.</returns>
    public static BatchAnswer Decide(long? mark, BatchHead head, out bool loss)
    {
        BatchKey key = head.Key;
        long stored = mark ?? (key.Start == 0 ? 0 : head.Begin);
        loss = key.Start > stored && head.IsAfterLoss;
        return key.Start == stored || loss ? new BatchAnswer(BatchOutcome.Stored, key.End)
            : key.End <= stored && mark is not null ? new BatchAnswer(BatchOutcome.Had, stored)
            : key.Start > stored || mark is null ? new BatchAnswer(BatchOutcome.Gap, stored)
            : new BatchAnswer(BatchOutcome.Overlap, stored);
    }
}
