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
/// Lines given since the last commit are given again after a restart. Docs/decisions/0009 says how a file is known, 0024 how it
/// stays cheap with thousands of files, and how lines are saved that somebody still holds.
/// </remarks>
public sealed partial class LogFollower : IDisposable
{
    private readonly FollowOptions _options;
    private readonly TimeProvider _clock;
    private readonly FollowScratch _scratch;
    private readonly FollowedSet _set;
    private readonly Dictionary<string, FollowedPath> _paths = new(StringComparer.Ordinal);
    private readonly FileHints _hints = new();
    private readonly IDisposable? _hold;

    /// <summary>Still to be looked at in this round, in turn.</summary>
    private readonly Queue<FollowedPath> _due = [];

    /// <summary>Those whose last look did not leave them at rest: with more to read, or with a file that rotation has moved.</summary>
    private readonly HashSet<FollowedPath> _restless = [];

    private readonly HashSet<string> _hinted = new(StringComparer.Ordinal);
    private bool _everywhere = true;
    private bool _isPartial;
    private long _lookedEverywhere;
    private int _notAtEnd;
    private int _open;

    /// <summary>Asked at a commit what the taker of a path's lines holds of them (<see cref="FollowPosition.State"/>).</summary>
    public Func<string, string?>? State { get; set; }

    /// <exception cref="Faults.LogStatsException">
    /// A path is no file, the checkpoint is in use by another follower, or it cannot be trusted.
    /// </exception>
    public LogFollower(FollowOptions options, TimeProvider clock)
    {
        _options = options with { Tell = Count(options.Tell) };
        _clock = clock;
        _set = new FollowedSet(options.Paths, options.Exclude, clock);
        _scratch = new FollowScratch(options.BlockSize, clock);
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
    /// Looks once at each file and gives what is new, of each file and of all a bounded part. True if there may be more at once,
    /// which the next look goes on with; otherwise the time to wait has come.
    /// </summary>
    public bool Look(IFollowedLines taker, CancellationToken stop = default) => Look(taker, null, stop);

    /// <summary>The same, without the paths that the taker wants nothing of for now. They take no part in <see cref="IsAtEnd"/>.</summary>
    public bool Look(IFollowedLines taker, IReadOnlySet<string>? waiting, CancellationToken stop)
    {
        // Who waits may not be the same at each look: then all are asked each time.
        if (_due.Count == 0 || _everywhere || _isPartial || IsTimeToLookEverywhere)
        {
            Begin();
        }
        else if (waiting is not null)
        {
            DueAll();
        }

        return Go(taker, waiting, waiting is null ? _options.TurnLength : long.MaxValue, stop);
    }

    /// <summary>
    /// Looks only where something seems to have happened since the last look, and everywhere once a poll interval is over.
    /// With thousands of files this is the way; but what was written a moment ago may show at the next look only.
    /// </summary>
    public bool LookWhereHinted(IFollowedLines taker, CancellationToken stop = default)
    {
        if (_everywhere || IsTimeToLookEverywhere)
        {
            _hints.Watch(_set.Folders); // Before looking: what is written after a file was looked at is told of.
            Begin();
        }
        else if (_due.Count == 0)
        {
            BeginHinted();
        }

        return Go(taker, null, _options.TurnLength, stop);
    }

    /// <summary>Waits until something seems to have happened, or for the poll interval.</summary>
    public ValueTask WaitAsync(CancellationToken stop = default) => WaitAsync(_options.PollInterval, stop);

    /// <summary>Waits until something seems to have happened, or for a time; the poll interval is kept to also if that is longer.</summary>
    internal async ValueTask WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        _hints.Watch(_set.Folders);
        TimeSpan left = _isPartial ? _options.PollInterval - _clock.GetElapsedTime(_lookedEverywhere) : _options.PollInterval;
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        bool hinted = await _hints.WaitAsync(left < atMost ? left : atMost, _clock, stop).ConfigureAwait(false);
        _everywhere |= !hinted && left <= atMost;
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

    /// <summary>When the file that now stands at a path was last written to; null where none was read.</summary>
    public DateTimeOffset? LastWriteOf(string path) => _paths.GetValueOrDefault(path)?.Position?.LastWrite;

    private bool IsTimeToLookEverywhere => _clock.GetElapsedTime(_lookedEverywhere) >= _options.PollInterval;

    /// <summary>A round over everything.</summary>
    private void Begin()
    {
        _hints.Take(_hinted);
        Refresh(atStart: false);
        DueAll();
        (_everywhere, _isPartial, _lookedEverywhere) = (false, false, _clock.GetTimestamp());
    }

    private void DueAll()
    {
        _due.Clear();
        foreach (FollowedPath path in _paths.Values)
        {
            _due.Enqueue(path);
        }
    }

    /// <summary>A round over what is not at rest, and what there were events of.</summary>
    private void BeginHinted()
    {
        _isPartial = true;
        if (!_hints.Take(_hinted))
        {
            Begin();
            return;
        }

        if (_hinted.Any(path => !_paths.ContainsKey(path)))
        {
            Refresh(atStart: false);
        }

        foreach (FollowedPath path in _restless)
        {
            _due.Enqueue(path);
        }

        foreach (string hinted in _hinted)
        {
            if (_paths.TryGetValue(hinted, out FollowedPath? path) && !_restless.Contains(path))
            {
                _due.Enqueue(path);
            }
        }
    }

    private bool Go(IFollowedLines taker, IReadOnlySet<string>? waiting, long atMost, CancellationToken stop)
    {
        _scratch.Look++;
        (_everywhere, IsAtEnd, _scratch.Given) = (true, false, 0); // Should the taker throw, the rest is still there.
        for (int turn = _due.Count; turn > 0 && _scratch.Given < atMost && taker.WantsMore; turn--)
        {
            stop.ThrowIfCancellationRequested();
            FollowedPath path = _due.Dequeue();
            if (path.IsDropped)
            {
                continue;
            }

            int open = path.IsOpen ? 1 : 0;
            Looked looked = waiting?.Contains(path.Path) == true ? Looked.AtEnd : path.Look(taker, stop);
            if (looked == Looked.More)
            {
                _due.Enqueue(path);
            }
            else if (looked == Looked.AtEnd && path.IsOpen && _open - open >= _options.MaximumOpen)
            {
                path.CloseIdle();
            }

            _open += (path.IsOpen ? 1 : 0) - open;
            Note(path, looked);
        }

        _everywhere = false;
        IsAtEnd = _due.Count == 0 && _notAtEnd == 0;
        return _due.Count > 0;
    }

    private void Note(FollowedPath path, Looked looked)
    {
        _notAtEnd += (looked == Looked.AtEnd ? 0 : 1) - (path.Last == Looked.AtEnd ? 0 : 1);
        path.Last = looked;
        _ = path.HasMoved && _moved.Add(path);
        _ = looked == Looked.AtEnd && path.IsAtRest ? _restless.Remove(path) : _restless.Add(path);
    }

    private Action<FollowEvent> Count(Action<FollowEvent>? tell) => happened =>
    {
        LinesTooLong += happened.Kind == FollowEventKind.LineTooLong ? 1 : 0;
        tell?.Invoke(happened);
    };
}
