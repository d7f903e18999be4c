using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>What became of a batch, or why it has to come again later.</summary>
/// <param name="Answer">Means something only where there is no trouble.</param>
/// <param name="Trouble">Why it was not taken.</param>
public readonly record struct ReceiveAnswer(BatchAnswer Answer, ReceiveTrouble Trouble = ReceiveTrouble.None);
