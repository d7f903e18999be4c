namespace LogStats.Tests.Follow;

/// <summary>A clock that is moved by hand; timers that are due fire while it moves.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2024, 5, 31, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public int Waiting => _timers.Count;

    public void Move(TimeSpan by)
    {
        _now += by;
        foreach (Timer timer in _timers.Where(timer => timer.Due <= _now).ToList())
        {
            _ = _timers.Remove(timer);
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state)) { Due = _now + dueTime };
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(HandClock clock, Action fire) : ITimer
    {
        public required DateTimeOffset Due { get; init; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _ = clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
