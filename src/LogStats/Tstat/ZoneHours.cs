namespace LogStats.Tstat;

/// <summary>What a zone's clocks showed at a moment: asked of the zone once for each quarter of an hour that comes by.</summary>
internal sealed class ZoneHours(TimeZoneInfo zone)
{
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;

    private long _known = -1;
    private long _offset;

    public DateTime Of(long ticks)
    {
        long quarter = ticks / Quarter;
        if (quarter != _known)
        {
            _offset = zone.GetUtcOffset(new DateTime(quarter * Quarter, DateTimeKind.Utc)).Ticks;
            _known = quarter;
        }

        return new DateTime(Math.Clamp(ticks + _offset, 0, DateTime.MaxValue.Ticks));
    }
}
