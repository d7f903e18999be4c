namespace LogStats.Alerts;

/// <summary>Notices that this machine's clock was set, or that the machine slept: time on the wall went on otherwise than time itself.</summary>
internal sealed class WallClock(TimeProvider clock)
{
    private static readonly long s_tolerance = TimeSpan.FromMinutes(1).Ticks;

    private long _wall = clock.GetUtcNow().UtcTicks;
    private long _since = clock.GetTimestamp();

    /// <summary>The time now, in UTC ticks.</summary>
    public long Now { get; private set; } = clock.GetUtcNow().UtcTicks;

    /// <summary>Looks at the clock; how far it was set since the last look, or 0.</summary>
    public long Look()
    {
        Now = clock.GetUtcNow().UtcTicks;
        long stamp = clock.GetTimestamp();
        long leap = Now - _wall - clock.GetElapsedTime(_since, stamp).Ticks;
        (_wall, _since) = (Now, stamp);
        return Math.Abs(leap) > s_tolerance ? leap : 0;
    }
}
