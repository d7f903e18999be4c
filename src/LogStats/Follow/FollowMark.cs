namespace LogStats.Follow;

/// <summary>How far a follower had given its lines at one moment, as far as that is not saved yet.</summary>
public sealed class FollowMark
{
    internal FollowMark(IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone) => (Changed, Gone) = (changed, gone);

    internal IReadOnlyList<FollowPosition> Changed { get; }

    internal IReadOnlyList<string> Gone { get; }

    /// <summary>The same without some paths: of those nothing is saved, and what was saved stays.</summary>
    public FollowMark Without(IReadOnlySet<string> paths)
        => paths.Count == 0 ? this : new FollowMark([.. Changed.Where(position => !paths.Contains(position.Path))], Gone);

    /// <summary>Nothing has changed since the last one that was saved.</summary>
    public bool IsEmpty => Changed.Count + Gone.Count == 0;
}
