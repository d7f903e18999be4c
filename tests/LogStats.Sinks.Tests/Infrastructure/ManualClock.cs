namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A clock that a test moves on; timers that come due run before it goes on.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Pending> _timers = [];
    private TimeSpan _now;

    public void Advance(TimeSpan span)
    {
        _now += span;
        foreach (Pending timer in _timers.FindAll(timer => timer.Due <= _now))
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pending timer = new(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Pending(ManualClock clock, Action fire) : ITimer
    {
        /// <summary>Null while it is not wound up.</summary>
        public TimeSpan? Due { get; private set; }

        public void Fire()
        {
            Due = null;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
