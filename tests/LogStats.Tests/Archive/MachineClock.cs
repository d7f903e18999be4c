namespace LogStats.Tests.Archive;

/// <summary>A machine's clock that goes on by hand, can be set, and knows how long the machine has run.</summary>
internal sealed class MachineClock(DateTimeOffset now, TimeZoneInfo? zone = null) : TimeProvider
{
    private long _wall = now.UtcTicks;
    private long _uptime = TimeSpan.FromHours(3).Ticks;

    public override TimeZoneInfo LocalTimeZone => zone ?? TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public string Boot { get; private set; } = "boot 1";

    public DateTime Now => new(_wall, DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(_wall, TimeSpan.Zero);

    public override long GetTimestamp() => _uptime;

    /// <summary>Time goes on while the machine runs.</summary>
    public void Run(TimeSpan span)
    {
        _wall += span.Ticks;
        _uptime += span.Ticks;
    }

    /// <summary>Somebody sets the clock, or the machine sleeps.</summary>
    public void Set(TimeSpan by) => _wall += by.Ticks;

    /// <summary>The machine is off so long by its clock.</summary>
    public void Restart(TimeSpan off)
    {
        _wall += off.Ticks;
        _uptime = TimeSpan.FromSeconds(20).Ticks;
        Boot += "'";
    }
}
