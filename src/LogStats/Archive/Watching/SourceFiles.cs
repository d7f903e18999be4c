namespace LogStats.Archive.Watching;

/// <summary>All files of one source: those that wait, those that were delivered, those that failed.</summary>
internal sealed class SourceFiles(string directory, string name)
{
    /// <summary>Clocks of two machines may differ so much.</summary>
    private static readonly long s_early = TimeSpan.FromMinutes(2).Ticks;

    private const int MostGhosts = 10_000;

    private readonly SourceFolder _waiting = new(ArchiveLayout.PathOf(directory, ArchiveState.Waiting, name, ""));
    private readonly SourceFolder _sent = new(ArchiveLayout.PathOf(directory, ArchiveState.Sent, name, ""));
    private readonly SourceFolder _failed = new(ArchiveLayout.PathOf(directory, ArchiveState.Failed, name, ""));
    private readonly HashSet<long> _ghosts = [];

    public string Name => name;

    public int Waiting => _waiting.Files;

    public int Sent => _sent.Files;

    public int Failed => _failed.Files;

    /// <summary>When one of its files was changed last, in UTC ticks and never after now; 0 for never.</summary>
    public long Changed { get; private set; }

    /// <summary>Which that is; null for none.</summary>
    public string? LastFile { get; private set; }

    /// <summary>Where it is.</summary>
    public ArchiveState State { get; private set; }

    /// <summary>It has files, and the clock has yet to reach the time of each.</summary>
    public bool IsFuture => LastFile is null && Waiting + Sent + Failed > 0;

    /// <summary>Looks what has changed. What is ahead of the clock counts as changed now, but not at the first look: it may be so for long.</summary>
    public void Look(long now, bool first = false)
    {
        Folders(now, now + s_early, _ghosts, force: first);
        Ahead(now, !first && (_waiting.IsAhead || _sent.IsAhead || _failed.IsAhead));
    }

    /// <summary>Also those files that are not the newest may grow.</summary>
    public void LookCloser(long now)
    {
        _waiting.Look(now, now + s_early, _ghosts, force: true);
        Take(now);
        Ahead(now, _waiting.IsAhead);
    }

    /// <summary>What was changed up to then by the clock as it was, before it was set.</summary>
    public void LookBack(long until) => Folders(until, until, [.. _ghosts], force: true);

    /// <summary>The clock was set back: what is later than it was last seen, by the clock as it is, is of the time before.</summary>
    public void SetBack(long seen)
    {
        _ghosts.Clear();
        foreach (SourceFolder folder in (SourceFolder[])[_waiting, _sent, _failed])
        {
            folder.Haunt(seen, _ghosts);
        }

        Changed = 0;
    }

    private void Ahead(long now, bool isAhead)
    {
        if (isAhead)
        {
            (Changed, LastFile) = (now, LastFile ?? "");
        }
    }

    private void Folders(long now, long limit, HashSet<long> ghosts, bool force)
    {
        if (_ghosts.Count > MostGhosts)
        {
            _ghosts.Clear();
        }

        foreach (SourceFolder folder in (SourceFolder[])[_waiting, _failed, _sent])
        {
            folder.Look(now, limit, ghosts, force);
        }

        Take(now);
    }

    private void Take(long now)
    {
        (SourceFolder newest, ArchiveState state) = (((SourceFolder Folder, ArchiveState State)[])
            [(_waiting, ArchiveState.Waiting), (_sent, ArchiveState.Sent), (_failed, ArchiveState.Failed)]).MaxBy(static one => one.Folder.Changed);
        if (newest.Changed > 0)
        {
            (Changed, LastFile, State) = (Math.Min(newest.Changed, now), newest.Newest, state);
        }
        else
        {
            (Changed, LastFile) = (0, null);
        }
    }
}
