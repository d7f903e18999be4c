namespace LogStats.Follow;

/// <summary>
/// Wakes a waiting follower when the file system says that something happened. Only a hint: events get lost, and a busy log
/// raises one for each write, so all that come within a moment are one.
/// </summary>
internal sealed class FileHints : IDisposable
{
    /// <summary>Watchers are scarce; more folders than this are found out about by looking.</summary>
    private const int MostFolders = 64;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
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

    /// <summary>Until something happened, or the time is over.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken stop)
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
    }

    /// <summary>Something happened.</summary>
    public void Hint() => _hint.TrySetResult();

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
            watcher.Changed += (_, _) => Hint();
            watcher.Created += (_, _) => Hint();
            watcher.Deleted += (_, _) => Hint();
            watcher.Renamed += (_, _) => Hint();
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
