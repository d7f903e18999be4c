namespace LogStats.Follow;

/// <summary>What a look at a path came to.</summary>
internal enum Looked : byte
{
    /// <summary>Nothing more can be read now.</summary>
    AtEnd,

    /// <summary>The next look, a moment later, will do something, though nothing was written.</summary>
    Pending,

    /// <summary>There is more to be read at once.</summary>
    More,
}
