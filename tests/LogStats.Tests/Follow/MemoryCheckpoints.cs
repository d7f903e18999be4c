using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Keeps positions as long as the test lasts.</summary>
internal sealed class MemoryCheckpoints : ICheckpointStore
{
    private readonly Dictionary<(string Name, string Path), FollowPosition> _positions = [];

    private readonly Dictionary<string, string> _states = [];

    public int Saves { get; private set; }

    public IDisposable Hold(string name) => new MemoryStream();

    public IReadOnlyList<FollowPosition> Load(string name)
        => [.. _positions.Where(one => one.Key.Name == name).Select(one => one.Value)];

    public ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop)
        => SaveAsync(name, changed, gone, null, stop);

    public ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop)
    {
        Saves++;
        if (state is "")
        {
            _ = _states.Remove(name);
        }
        else if (state is not null)
        {
            _states[name] = state;
        }

        foreach (string path in gone)
        {
            _ = _positions.Remove((name, path));
        }

        foreach (FollowPosition position in changed)
        {
            _positions[(name, position.Path)] = position;
        }

        return ValueTask.CompletedTask;
    }

    public string? LoadState(string name) => _states.GetValueOrDefault(name);

    public void Forget(string name)
    {
        _ = _states.Remove(name);
        foreach (FollowPosition position in Load(name))
        {
            _ = _positions.Remove((name, position.Path));
        }
    }

    /// <summary>Gives what brings back what is kept now.</summary>
    public Action Backup(string name)
    {
        (IReadOnlyList<FollowPosition> positions, string? state) = (Load(name), LoadState(name));
        return () =>
        {
            Forget(name);
            _ = SaveAsync(name, positions, [], state, CancellationToken.None);
        };
    }

    public IReadOnlyList<Checkpoint> List()
        => [.. _positions.Select(one => new Checkpoint(one.Key.Name, DateTimeOffset.UnixEpoch, one.Value))];
}
