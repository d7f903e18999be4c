namespace LogStats.Follow;

/// <summary>What is remembered over a restart, and from when on.</summary>
public sealed partial class LogFollower
{
    /// <summary>What the last mark of each path holds, or what was saved when it began.</summary>
    private readonly Dictionary<string, FollowPosition> _saved = new(StringComparer.Ordinal);

    /// <summary>What was marked and not saved yet, in order.</summary>
    private readonly Queue<FollowMark> _marks = [];

    /// <summary>Paths whose position may be another than at the last mark.</summary>
    private readonly HashSet<FollowedPath> _moved = [];

    private bool _dropped = true;

    /// <summary>Paths of which nothing is saved any more, also where it was marked: their lines went nowhere. Null for none.</summary>
    public IReadOnlySet<string>? NotSaved { get; set; }

    /// <summary>What was saved with the position of a path, or null: nothing, or that position is not gone on from.</summary>
    public string? StateOf(string path) => _saved.GetValueOrDefault(path)?.State;

    /// <summary>
    /// Saves that everything given up to now is safe. Only the caller knows when it is: after its sink has answered.
    /// </summary>
    public ValueTask CommitAsync(CancellationToken stop = default) => CommitAsync((string?)null, stop);

    /// <summary>The same, and keeps in the same stroke what the caller knows of the lines up to here.</summary>
    internal ValueTask CommitAsync(string? state, CancellationToken stop)
    {
        _ = Mark();
        return SaveAsync(_marks.Count, state, stop);
    }

    /// <summary>
    /// Marks how far everything was given, for a caller who will know later that it is safe, while more is given. Null if
    /// nothing was given or found out since the last mark.
    /// </summary>
    public FollowMark? Mark()
    {
        if (_options.Store is null)
        {
            return null;
        }

        List<FollowPosition> changed = [];
        foreach (FollowedPath path in State is null ? (IEnumerable<FollowedPath>)_moved : _paths.Values)
        {
            if (!path.IsDropped && NotSaved?.Contains(path.Path) != true && Changed(path) is { } position)
            {
                changed.Add(position);
                _saved[path.Path] = position;
            }
        }

        _moved.Clear();
        List<string> gone = _dropped ? [.. _saved.Keys.Where(path => !_paths.ContainsKey(path) && !IsKept(path))] : [];
        gone.ForEach(path => _saved.Remove(path));
        _dropped = false;
        if (changed.Count + gone.Count == 0)
        {
            return null;
        }

        FollowMark mark = new(changed, gone);
        _marks.Enqueue(mark);
        return mark;
    }

    /// <summary>Saves that everything is safe which was given before a mark.</summary>
    public ValueTask CommitAsync(FollowMark mark, CancellationToken stop = default)
    {
        int upTo = _marks.TakeWhile(other => other != mark).Count() + 1;
        return upTo > _marks.Count ? ValueTask.CompletedTask : SaveAsync(upTo, null, stop);
    }

    /// <summary>In one stroke. What could not be saved stays marked, and is saved with the next.</summary>
    private async ValueTask SaveAsync(int upTo, string? state, CancellationToken stop)
    {
        if (_options.Store is not { } store || (upTo == 0 && state is null))
        {
            return;
        }

        Dictionary<string, FollowPosition> changed = new(StringComparer.Ordinal);
        HashSet<string> gone = new(StringComparer.Ordinal);
        foreach (FollowMark mark in _marks.Take(upTo))
        {
            foreach (string path in mark.Gone)
            {
                _ = changed.Remove(path);
                _ = gone.Add(path);
            }

            foreach (FollowPosition position in mark.Changed)
            {
                changed[position.Path] = position;
                _ = gone.Remove(position.Path);
            }
        }

        FollowPosition[] kept = [.. changed.Values.Where(position => NotSaved?.Contains(position.Path) != true)];
        await store.SaveAsync(_options.Name, kept, [.. gone], state, stop).ConfigureAwait(false);
        for (int saved = 0; saved < upTo; saved++)
        {
            _ = _marks.Dequeue();
        }
    }

    /// <summary>The position of a path if it is another than the last one that was marked.</summary>
    private FollowPosition? Changed(FollowedPath path)
    {
        string? state = State?.Invoke(path.Path);
        FollowPosition? saved = _saved.GetValueOrDefault(path.Path);
        if (!path.HasMoved && saved?.State == state)
        {
            return null;
        }

        path.HasMoved = false;
        FollowPosition? now = path.Position;
        now = now is null || now.State == state ? now : now with { State = state };
        return now is null || now == saved ? null : now;
    }

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

    private bool IsKept(string path) => !_set.Wants(path) && File.Exists(path);
}
