namespace LogStats.PgBouncer.Watching;

/// <summary>What the lines are that come.</summary>
internal enum WatchPhase : byte
{
    /// <summary>Of the time before the watch: they only tell who was seen.</summary>
    History,

    /// <summary>Written before, and to be watched as if they came now: their own time drives.</summary>
    Replay,

    /// <summary>Written since the checkpoint, and some before it that only the report needs again.</summary>
    Resume,

    /// <summary>They come as they are written: the clock drives.</summary>
    Live,
}
