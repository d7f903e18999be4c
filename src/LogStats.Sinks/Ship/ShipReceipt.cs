namespace LogStats.Sinks.Ship;

/// <summary>A batch that its receiver has on the disk.</summary>
/// <param name="Key">Which lines.</param>
/// <param name="Path">The path of their log; null where they have none.</param>
/// <param name="Lines">How many of them are in the batch.</param>
/// <param name="Bytes">How many bytes these are.</param>
/// <param name="Skipped">How many a rule passed over.</param>
/// <param name="IsNew">Whether they were stored now; otherwise the receiver had them already.</param>
public readonly record struct ShipReceipt(Batches.BatchKey Key, string? Path, int Lines, long Bytes, int Skipped, bool IsNew);
