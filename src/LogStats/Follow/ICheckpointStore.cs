namespace LogStats.Follow;

/// <summary>Keeps positions over restarts, power cuts and kills. Unique by the checkpoint's name and the path.</summary>
public interface ICheckpointStore
{
    /// <summary>
    /// Claims a name until the result is disposed, or the process ends in whatever way. Everything but
    /// <see cref="List"/> needs the claim.
    /// </summary>
    /// <exception cref="Faults.LogStatsException">Another follower holds it (<c>CheckpointInUse</c>).</exception>
    IDisposable Hold(string name);

    /// <exception cref="Faults.LogStatsException">What is kept cannot be trusted (<c>CheckpointCorrupt</c>).</exception>
    IReadOnlyList<FollowPosition> Load(string name);

    /// <summary>
    /// Keeps each changed position and drops those of the paths that are gone: all of it or nothing, and on the disk
    /// before it returns.
    /// </summary>
    ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop);

    /// <summary>The same, and a text that belongs to these positions with them; null leaves the one that is there, an empty one drops it.</summary>
    ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop);

    /// <summary>The text that was kept with the positions of a name, or null: what its owner has to know of lines already read.</summary>
    /// <exception cref="Faults.LogStatsException">What is kept cannot be trusted (<c>CheckpointCorrupt</c>).</exception>
    string? LoadState(string name);

    /// <summary>Drops every position of a name, and its text.</summary>
    void Forget(string name);

    /// <summary>All there is, for people to look at; also while followers are at work.</summary>
    IReadOnlyList<Checkpoint> List();
}
