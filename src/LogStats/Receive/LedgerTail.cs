namespace LogStats.Receive;

/// <summary>A file of a source, and the last batch that was stored of it.</summary>
/// <param name="File">Its name.</param>
/// <param name="Mark">Up to where it is stored.</param>
/// <param name="Start">Where the last batch began; null where that is not known any more.</param>
/// <param name="Content">SHA-256 of that batch.</param>
public sealed record LedgerTail(string File, long Mark, long? Start, string? Content);
