namespace LogStats.Receive;

/// <summary>A stretch of a file that nobody has any more, as its sender says.</summary>
public sealed record LedgerLoss(string Source, string File, long Start, long End);
