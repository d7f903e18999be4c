namespace LogStats.Follow;

/// <summary>
/// Gives every whole line of growing files once, in order for each file, through rotation of any kind, and remembers
/// how far it got once the caller says that the lines are safe. For one caller at a time.
/// </summary>
/// <remarks>
/// <code>
/// do
/// {
///     while (follower.Look(taker, stop)) { store what was taken; await follower.CommitAsync(stop); }
///     await follower.WaitAsync(stop);
/// }
/// while (!once || !follower.IsAtEnd);
/// </code>
/// Lines given since the last commit are given again after a restart. Docs/decisions/0009 says how a file is known.
/// </remarks>
public sealed partial class LogFollower : IDisposable
{
    private readonly FollowOptions _options;
    private readonly TimeProvider _clock;
    private readonly FollowScratch _scratch;
    private readonly FollowedSet _set;
    private readonly Dictionary<string, FollowedPath> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FollowPosition> _saved = new(StringComparer.Ordinal);
    private readonly FileHints _hints = new();
    private readonly IDisposable? _hold;
    private bool _more;
    private int _open;
    private string? _next; // Where a look goes on whose taker had enough, so that no path starves.

    /// <summary>Asked at a commit what the taker of a path's lines holds of them (<see cref="FollowPosition.State"/>).</summary>
    public Func<string, string?>? State { get; set; }

    /// <exception cref="Faults.LogStatsException">
    /// A path is no file, the checkpoint is in use by another follower, or it cannot be trusted.
    /// </exception>
    public LogFollower(FollowOptions options, TimeProvider clock)
    {
        _options = options with { Tell = Count(options.Tell) };
        _clock = clock;
        _set = new FollowedSet(options.Paths);
        _scratch = new FollowScratch(options.BlockSize);
        _hold = options.Store?.Hold(options.Name);
        try
        {
            Load();
            Refresh(atStart: true);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the last look left nothing to be read: neither now nor, of what is there now, later.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Lines that were too long to be given.</summary>
    public long LinesTooLong { get; private set; }

    /// <summary>The paths that are followed now, those waited for included.</summary>
    public IReadOnlyCollection<string> Paths => _paths.Keys;

    /// <summary>How far each path was read; of one of which nothing was read yet, none.</summary>
    internal IEnumerable<FollowPosition> Positions => _paths.Values.Select(path => path.Position).OfType<FollowPosition>();

    /// <summary>How many files are held open: bounded, however many are followed.</summary>
    internal int OpenFiles => _open;

    /// <summary>
    /// Looks once at each file and gives what is new, of each file a bounded part. True if there may be more at once;
    /// otherwise the time to wait has come.
    /// </summary>
    public bool Look(IFollowedLines taker, CancellationToken stop = default) => Look(taker, null, stop);

    /// <summary>The same, without the paths that the taker wants nothing of for now. They take no part in <see cref="IsAtEnd"/>.</summary>
    public bool Look(IFollowedLines taker, IReadOnlySet<string>? waiting, CancellationToken stop)
    {
        if (!_more)
        {
            Refresh(atStart: false);
        }

        (_more, IsAtEnd) = (true, false); // Should the taker throw, the rest is still there.
        Looked most = Looked.AtEnd;
        int open = 0;
        foreach (FollowedPath path in Order())
        {
            stop.ThrowIfCancellationRequested();
            if (!taker.WantsMore)
            {
                _next = path.Path;
                return true;
            }

            Looked looked = waiting?.Contains(path.Path) == true ? Looked.AtEnd : path.Look(taker, stop);
            most = looked > most ? looked : most;
            if (path.IsOpen && open >= _options.MaximumOpen && looked == Looked.AtEnd)
            {
                path.CloseIdle();
            }

            open += path.IsOpen ? 1 : 0;
        }

        (_next, _open) = (null, open);
        (_more, IsAtEnd) = (most == Looked.More, most == Looked.AtEnd);
        return _more;
    }

    /// <summary>
    /// Saves that everything given up to now is safe. Only the caller knows when it is: after its sink has answered.
    /// </summary>
    public ValueTask CommitAsync(CancellationToken stop = default) => CommitAsync((string?)null, stop);

    /// <summary>How far everything was given up to now: to be committed later, while more is given already.</summary>
    public FollowMark Mark()
    {
        List<FollowPosition> changed = [];
        foreach (FollowedPath path in _paths.Values)
        {
            if (path.Position is { } at && at with { State = State?.Invoke(path.Path) } is { } position && (!_saved.TryGetValue(path.Path, out FollowPosition? saved) || saved != position))
            {
                changed.Add(position);
            }
        }

        return new FollowMark(changed, [.. _saved.Keys.Where(path => !_paths.ContainsKey(path) && !IsKept(path))]);
    }

    /// <summary>Saves that everything given up to a mark is safe. Marks are committed in the order in which they were made.</summary>
    public ValueTask CommitAsync(FollowMark mark, CancellationToken stop = default) => CommitAsync(mark, null, stop);

    /// <summary>The same, and keeps in the same stroke what the caller knows of the lines up to here.</summary>
    internal ValueTask CommitAsync(string? state, CancellationToken stop)
        => _options.Store is null ? ValueTask.CompletedTask : CommitAsync(Mark(), state, stop);

    private async ValueTask CommitAsync(FollowMark mark, string? state, CancellationToken stop)
    {
        if (_options.Store is not { } store || (mark.IsEmpty && state is null))
        {
            return;
        }

        await store.SaveAsync(_options.Name, mark.Changed, mark.Gone, state, stop).ConfigureAwait(false);
        foreach (FollowPosition position in mark.Changed)
        {
            _saved[position.Path] = position;
        }

        foreach (string path in mark.Gone)
        {
            _ = _saved.Remove(path);
        }
    }

    /// <summary>Waits until something seems to have happened, or for the poll interval.</summary>
    public ValueTask WaitAsync(CancellationToken stop = default)
    {
        _hints.Watch(_set.Folders);
        return _hints.WaitAsync(_options.PollInterval, _clock, stop);
    }

    public void Dispose()
    {
        foreach (FollowedPath path in _paths.Values)
        {
            path.Dispose();
        }

        _hints.Dispose();
        _hold?.Dispose();
    }

    /// <summary>What was saved with the position of a path, or null: nothing, or that position is not gone on from.</summary>
    public string? StateOf(string path) => _saved.GetValueOrDefault(path)?.State;

    /// <summary>When the file that now stands at a path was last written to; null where none was read.</summary>
    public DateTimeOffset? LastWriteOf(string path) => _paths.GetValueOrDefault(path)?.Position?.LastWrite;

    /// <summary>Takes up what was saved. Positions of files that are no longer asked for stay while there is such a file.</summary>
    private void Load()
    {
        IReadOnlyDictionary<string, FollowPosition>? earlier = _options.Earlier?.Invoke();
        foreach (FollowPosition position in _options.Store?.Load(_options.Name) ?? [])
        {
            _saved[position.Path] = position;
            if (_options.From == FollowStart.Saved && _set.Wants(position.Path))
            {
                Add(position.Path).Resume(earlier?.GetValueOrDefault(position.Path) ?? position);
            }
        }
    }

    private IEnumerable<FollowedPath> Order()
    {
        int first = _next is null ? 0 : Math.Max(0, _paths.Keys.ToList().IndexOf(_next));
        return first == 0 ? _paths.Values : [.. _paths.Values.Skip(first), .. _paths.Values.Take(first)];
    }

    private bool IsKept(string path) => !_set.Wants(path) && File.Exists(path);

    /// <summary>Takes up files that are new to a wildcard and drops those that are no more.</summary>
    private void Refresh(bool atStart)
    {
        foreach (string gone in _paths.Values.Where(path => path.IsGone).Select(path => path.Path).ToList())
        {
            _paths[gone].Dispose();
            _ = _paths.Remove(gone);
        }

        bool atEnd = atStart && _options.From == FollowStart.End;
        List<string> matches = _set.Matches(out HashSet<string> rotated);
        foreach (string path in (IEnumerable<string>)[.. atStart ? _set.Named : [], .. matches])
        {
            if (_paths.ContainsKey(path))
            {
                continue;
            }

            FollowedPath added = Add(path);
            if (atStart && !atEnd && rotated.Any(older => RotatedName.Is(older, path)))
            {
                added.BeginWithRotated();
            }

            added.Begin(atEnd);
        }
    }

    private FollowedPath Add(string path)
        => _paths[path] = new FollowedPath(_options, _scratch, _clock, path, _set.Named.Contains(path));

    private Action<FollowEvent> Count(Action<FollowEvent>? tell) => happened =>
    {
        LinesTooLong += happened.Kind == FollowEventKind.LineTooLong ? 1 : 0;
        tell?.Invoke(happened);
    };
}
