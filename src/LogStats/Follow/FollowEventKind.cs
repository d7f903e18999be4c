namespace LogStats.Follow;

/// <summary>What can happen to a followed file.</summary>
public enum FollowEventKind : byte
{
    /// <summary>It is not there (yet), or no longer.</summary>
    Missing,

    /// <summary>Another file took its place, or it was moved away.</summary>
    Rotated,

    /// <summary>It was cut, or replaced within.</summary>
    Truncated,

    /// <summary>Lines not yet read were found in another file: renamed, copied or compressed.</summary>
    Recovered,

    /// <summary>What was not read yet is nowhere to be found.</summary>
    Lost,

    /// <summary>It cannot be read at the moment. Told once an hour, until it can be read again.</summary>
    Unreadable,

    /// <summary>It can be read again.</summary>
    Readable,

    /// <summary>A line longer than any line that is held was passed over.</summary>
    LineTooLong,
}
