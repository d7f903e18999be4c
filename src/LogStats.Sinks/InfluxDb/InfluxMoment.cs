namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// The time of a point. InfluxDB holds one point for each series and nanosecond, so two events of one second would become
/// one. What the log's time leaves open, the rest of its second or microsecond, is filled with a number that the record's
/// name gives: distinct records stay distinct points, a record that is sent again is the same point, and no point leaves
/// the second or microsecond that the log told (docs/decisions/0015).
/// </summary>
internal static class InfluxMoment
{
    public const long Second = 1_000_000_000;

    // The server's own bounds, less a second so that a place within it stays inside.
    private static readonly long s_first = new DateTime(1677, 9, 21, 0, 12, 45, DateTimeKind.Utc).Ticks;
    private static readonly long s_last = new DateTime(2262, 4, 11, 23, 47, 15, DateTimeKind.Utc).Ticks;

    /// <summary>Nanoseconds since 1970; false if the server has no such time.</summary>
    public static bool TryNanoseconds(DateTimeOffset time, out long nanoseconds)
    {
        long ticks = time.UtcTicks;
        nanoseconds = 0;
        if (ticks < s_first || ticks > s_last)
        {
            return false;
        }

        nanoseconds = (ticks - DateTime.UnixEpoch.Ticks) * 100;
        return true;
    }

    /// <summary>How many nanoseconds a time leaves open.</summary>
    public static long Room(long nanoseconds, InfluxPrecision precision) => precision switch
    {
        InfluxPrecision.Second => Second,
        InfluxPrecision.Millisecond => 1_000_000,
        InfluxPrecision.Microsecond => 1000,
        _ => nanoseconds % Second == 0 ? Second
            : nanoseconds % 1_000_000 == 0 ? 1_000_000
            : nanoseconds % 1000 == 0 ? 1000
            : 100,
    };

    /// <summary>The time at the place that a number gives within the room that it leaves.</summary>
    public static long Place(long nanoseconds, ulong number, InfluxPrecision precision)
    {
        long room = Room(nanoseconds, precision);
        long start = nanoseconds - (((nanoseconds % room) + room) % room);
        return start + (long)(number % (ulong)room);
    }

    /// <summary>
    /// The number of a record. Records of one log stand apart by at least the length of a line, which is never shorter
    /// than sixteen bytes, so their offsets give them places of their own, and four bits of the check part records of one
    /// line. Logs begin at places of their own.
    /// </summary>
    public static ulong Number(RecordKey key) => unchecked(
        (ulong)key.Offset + ((ulong)key.Check & 15) + ((ulong)key.Source * 0x9E3779B97F4A7C15 >> 32));
}
