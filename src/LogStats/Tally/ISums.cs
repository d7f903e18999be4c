namespace LogStats.Tally;

/// <summary>The numbers that a group adds up. Adding is all that is needed to merge two machines' results.</summary>
public interface ISums<TSelf>
    where TSelf : struct, ISums<TSelf>
{
    /// <summary>What a group counts for when there are more groups than can be kept.</summary>
    long Weight { get; }

    void Add(in TSelf other);
}
