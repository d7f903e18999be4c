namespace LogStats;

/// <summary>Where following begins in the files that are there at the start. Files that come later are read from their start.</summary>
public enum FollowStart : byte
{
    /// <summary>At the saved checkpoint; a file without one from its first line.</summary>
    Saved,

    /// <summary>At the first line, whatever was saved.</summary>
    Beginning,

    /// <summary>Behind the last whole line, whatever was saved. A line that is only begun is given once it is whole.</summary>
    End,
}
