namespace LogStats.Tally;

/// <summary>
/// Adds views or records up and merges with another of its kind: ranges of a file, files, and machines give the same
/// answer as one pass, as long as they are merged in the order of what they have read.
/// </summary>
public interface ITally<TSelf>
{
    void Merge(TSelf later);
}
