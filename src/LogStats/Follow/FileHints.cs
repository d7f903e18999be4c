namespace LogStats.Follow;

/// <summary>
/// Wakes a waiting follower when the file system says that something happened, and tells to which files. Only a hint: events get
/// lost, and a busy log raises one for each write, so all that come within a moment are one.
/// </summary>
internal sealed class FileHints : IDisposable
{
    /// <summary>Watchers are scarce; more folders than this are found out about by looking.</summary>
    private const int MostFolders = 64;

    /// <summary>Where more files than this are named, all are looked at.</summary>
    private const int MostNames = 4096;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _all;
    private TaskCompletionSource _hint = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Watch(IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            if (_watchers.Count < MostFolders && !_watchers.ContainsKey(folder) && Directory.Exists(folder))
            {
                Add(folder);
            }
        }
    }

    /// <summary>Until something happened, which gives true, or the time is over.</summary>
    public async ValueTask<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task hint = _hint.Task;
        bool hinted = await Task.WhenAny(Task.Delay(atMost, clock, over.Token), hint).ConfigureAwait(false) == hint;
        over.Cancel();
        stop.ThrowIfCancellationRequested();
        if (hinted)
        {
            await Task.Delay(s_moment, clock, stop).ConfigureAwait(false);
            _hint = new(TaskCreationOptions.RunContinuationsAsynchronously); // What comes from now on is news again.
        }

        return hinted;
    }

    /// <summary>
    /// Gives the files that something happened to since the last time, and forgets them. False if that may be any file.
    /// </summary>
    public bool Take(HashSet<string> names)
    {
        names.Clear();
        lock (_lock)
        {
            bool isAny = _all;
            names.UnionWith(_names);
            _names.Clear();
            _all = false;
            return !isAny;
        }
    }

    /// <summary>Something happened, to any file.</summary>
    public void Hint()
    {
        lock (_lock)
        {
            _all = true;
        }

        _ = _hint.TrySetResult();
    }

    /// <summary>Something happened to a file.</summary>
    public void Hint(string path)
    {
        lock (_lock)
        {
            _all |= _names.Count >= MostNames;
            _ = !_all && _names.Add(path);
        }

        _ = _hint.TrySetResult();
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers.Values)
        {
            watcher.Dispose();
        }
    }

    private void Add(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite,
            };
            watcher.Changed += (_, told) => Hint(told.FullPath);
            watcher.Created += (_, told) => Hint(told.FullPath);
            watcher.Deleted += (_, told) => Hint(told.FullPath);
            watcher.Renamed += (_, told) =>
            {
                Hint(told.OldFullPath);
                Hint(told.FullPath);
            };
            watcher.Error += (_, _) => Hint();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose(); // None left, or none here: looking finds out as well, a little later.
        }
    }
}
