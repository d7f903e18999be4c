using LogStats.Follow;

namespace LogStats.Tests.Archive.Watching;

/// <summary>Keeps the text of a checkpoint, as the database does, and nothing else.</summary>
internal sealed class TextStore : ICheckpointStore, IDisposable
{
    public string? Text { get; set; }

    public IDisposable Hold(string name) => this;

    public IReadOnlyList<FollowPosition> Load(string name) => [];

    public ValueTask SaveAsync(string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop) => ValueTask.CompletedTask;

    public ValueTask SaveAsync(string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop)
    {
        Text = state ?? Text;
        return ValueTask.CompletedTask;
    }

    public string? LoadState(string name) => Text;

    public void Forget(string name) => Text = null;

    public IReadOnlyList<Checkpoint> List() => [];

    public void Dispose()
    {
    }
}
