using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Waiting ends with the interval, or with a hint, by a clock of the test.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Fact]
    public async Task For_the_poll_interval()
    {
        // A folder without events: only the clock can end the wait.
        _log.Options = _log.Options with { Paths = [_log.File(Path.Join("none", "a.log"))], PollInterval = TimeSpan.FromSeconds(5) };
        Task wait = _log.Follower.WaitAsync().AsTask();
        _log.Clock.Move(TimeSpan.FromSeconds(4.9));
        Assert.False(wait.IsCompleted);
        _log.Clock.Move(TimeSpan.FromSeconds(0.1));
        await wait;
    }

    [Fact]
    public async Task Until_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        Task wait = _log.Follower.WaitAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Until_something_happens_and_all_that_happens_in_a_moment_is_one()
    {
        using FileHints hints = new();
        hints.Hint();
        hints.Hint();
        Task wait = hints.WaitAsync(TimeSpan.FromHours(1), _log.Clock, default).AsTask();
        Assert.False(wait.IsCompleted);
        hints.Hint();
        _log.Clock.Move(TimeSpan.FromSeconds(1));
        await wait;

        Task again = hints.WaitAsync(TimeSpan.FromHours(1), _log.Clock, default).AsTask();
        _log.Clock.Move(TimeSpan.FromMinutes(59));
        Assert.False(again.IsCompleted);
        _log.Clock.Move(TimeSpan.FromMinutes(1));
        await again;
    }

    /// <summary>The file system's own events, on the clock of this machine: without one the test would wait for an hour.</summary>
    [Fact]
    public async Task Until_a_file_is_written_to()
    {
        using LogFollower follower = new(
            _log.Options with { PollInterval = TimeSpan.FromHours(1), Store = null }, TimeProvider.System);
        Task wait = follower.WaitAsync().AsTask();
        _log.Append("a\n");
        await wait;
        Assert.False(follower.Look(_log));
        Assert.Equal("a", _log.Taken());
    }

    public void Dispose() => _log.Dispose();
}
