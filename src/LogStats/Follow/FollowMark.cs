namespace LogStats.Follow;

/// <summary>How far everything was given at one moment, to be saved later, once that is safe: what changed since the mark before.</summary>
public sealed class FollowMark
{
    internal FollowMark(IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone) => (Changed, Gone) = (changed, gone);

    internal IReadOnlyList<FollowPosition> Changed { get; }

    internal IReadOnlyList<string> Gone { get; }
}
