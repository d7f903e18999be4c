namespace LogStats.Follow;

/// <summary>
/// Whether a folder has to be listed again. Its time of writing tells when a name in it came or went, but only to the tick of
/// a clock that may be coarse: a list that was made soon after is not trusted, and none is for long.
/// </summary>
internal sealed class FolderMemo(string folder)
{
    private static readonly TimeSpan s_coarsest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private FileState? _asked;
    private FileState? _listed;
    private long _when;

    /// <summary>Whether a list that was made before still holds. If not, it has to be made now.</summary>
    public bool IsUnchanged(TimeProvider clock)
    {
        _asked = FileState.OfPath(folder);
        return _listed is not null && _asked == _listed && clock.GetElapsedTime(_when) < s_longest;
    }

    /// <summary>The list was made since it was last asked for.</summary>
    public void Listed(TimeProvider clock)
    {
        bool isTold = _asked is { } asked && asked.Identity != default
            && clock.GetUtcNow().UtcTicks - asked.LastWrite > s_coarsest.Ticks && FileState.OfPath(folder) == asked;
        (_listed, _when) = (isTold ? _asked : null, clock.GetTimestamp());
    }
}
