using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>A batch that is stored.</summary>
/// <param name="Source">Whose.</param>
/// <param name="Key">Its key.</param>
/// <param name="Number">How many came of its file before.</param>
/// <param name="Path">The path of the log, if it was said.</param>
public sealed record LedgerBatch(string Source, BatchKey Key, long Number, string? Path);
