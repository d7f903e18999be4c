namespace LogStats.Tests.Archive.Watching;

/// <summary>A clock on which every wait is over at once and time has gone on by it; it can be set, and has a zone.</summary>
internal sealed class StepClock(DateTimeOffset now, TimeZoneInfo zone) : TimeProvider
{
    private DateTimeOffset _now = now;
    private long _stamp = TimeSpan.FromDays(1).Ticks;

    /// <summary>Called whenever somebody waits.</summary>
    public Action? Moved { get; set; }

    public override TimeZoneInfo LocalTimeZone => zone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _stamp;

    public void Set(TimeSpan by) => _now += by;

    public void Run(TimeSpan by) => (_now, _stamp) = (_now + by, _stamp + by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Run(dueTime);
        Moved?.Invoke();
        _ = ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Over();
    }

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
