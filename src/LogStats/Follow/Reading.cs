namespace LogStats.Follow;

/// <summary>How a part of a file was read.</summary>
internal enum Reading : byte
{
    /// <summary>There is more, left for the next look.</summary>
    More,

    /// <summary>All that is there was read; a line that is only begun waits.</summary>
    End,

    /// <summary>It is not the file that it was: nothing of this part was given.</summary>
    Replaced,
}
