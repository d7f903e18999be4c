namespace LogStats.Receive;

/// <summary>What is known of a file of a source.</summary>
/// <param name="Source">Whose.</param>
/// <param name="File">Its name.</param>
/// <param name="Mark">Up to where it is stored.</param>
/// <param name="Batches">How many batches came of it.</param>
public sealed record LedgerFile(string Source, string File, long Mark, long Batches);
