namespace LogStats.Batches;

/// <summary>A receiver's answer to a batch.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Mark">Up to where the receiver has that file.</param>
public readonly record struct BatchAnswer(BatchOutcome Outcome, long Mark);
