using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Keeps positions as long as the test lasts.</summary>
internal sealed class MemoryCheckpoints : ICheckpointStore
{
    private readonly Dictionary<(string Name, string Path), FollowPosition> _positions = [];

    public int Saves { get; private set; }

    public IDisposable Hold(string name) => new MemoryStream();

    public IReadOnlyList<FollowPosition> Load(string name)
        => [.. _positions.Where(one => one.Key.Name == name).Select(one => one.Value)];

    public ValueTask SaveAsync(
        string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop)
    {
        Saves++;
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

    public void Forget(string name)
    {
        foreach (FollowPosition position in Load(name))
        {
            _ = _positions.Remove((name, position.Path));
        }
    }

    public IReadOnlyList<Checkpoint> List()
        => [.. _positions.Select(one => new Checkpoint(one.Key.Name, DateTimeOffset.UnixEpoch, one.Value))];
}
