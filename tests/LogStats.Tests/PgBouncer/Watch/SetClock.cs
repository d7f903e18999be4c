namespace LogStats.Tests.PgBouncer.Watch;

/// <summary>A clock on which every wait is over at once and time has gone on by it, and which can be set, as that of a machine can.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;
    private long _stamp;

    /// <summary>Called with the new time whenever somebody waits.</summary>
    public Action<DateTimeOffset>? Moved { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _stamp;

    /// <summary>The clock is set; no time passes.</summary>
    public void Set(TimeSpan by) => _now += by;

    /// <summary>Time passes in which nobody looks.</summary>
    public void Sleep(TimeSpan by) => (_now, _stamp) = (_now + by, _stamp + by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Sleep(dueTime);
        Moved?.Invoke(_now);
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
