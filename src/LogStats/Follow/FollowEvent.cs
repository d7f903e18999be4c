namespace LogStats.Follow;

/// <summary>Something that happened to a followed file, in words for a person.</summary>
public sealed record FollowEvent(FollowEventKind Kind, string Path, string Text)
{
    /// <summary>Whether lines may have been lost or cannot be read: a warning, where others are only of interest.</summary>
    public bool IsWarning => Kind is FollowEventKind.Lost or FollowEventKind.Unreadable or FollowEventKind.LineTooLong;
}
