namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A clock that a test moves on; timers that come due run before it goes on.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _timers = [];
    private TimeSpan _now;

    public void Advance(TimeSpan span)
    {
        Pending[] due;
        lock (_lock)
        {
            _now += span;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            Array.ForEach(due, static timer => timer.Stop());
        }

        Array.ForEach(due, static timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pending timer = new(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private sealed class Pending(ManualClock clock, Action fire) : ITimer
    {
        /// <summary>Null while it is not wound up.</summary>
        public TimeSpan? Due { get; private set; }

        public void Fire() => fire();

        public void Stop() => Due = null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _ = clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
