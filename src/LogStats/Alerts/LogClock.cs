namespace LogStats.Alerts;

/// <summary>
/// How far the clock that a log is written by is off, told by its newest line at the moment that it comes. One that is
/// behind looks like a log that comes late: the newest line counts as now in either case, so that nobody is missed
/// for it, but only the same lag three times is called a wrong clock.
/// </summary>
internal sealed class LogClock
{
    private const int Enough = 3;

    private static readonly long s_tolerance = TimeSpan.FromMinutes(2).Ticks;
    private static readonly long s_minute = TimeSpan.FromMinutes(1).Ticks;
    private static readonly long s_exact = TimeSpan.FromSeconds(5).Ticks;
    private static readonly long s_quarter = TimeSpan.FromMinutes(15).Ticks;
    private static readonly long s_zones = TimeSpan.FromHours(26).Ticks;

    private int _same;

    /// <summary>What is to be added to the log's times, in ticks of whole minutes.</summary>
    public long Correction { get; private set; }

    /// <summary>What was said of it last, so that it is said once.</summary>
    public long Told { get; private set; }

    /// <summary>Goes on where another left off.</summary>
    public void Restore(long correction) => (Correction, Told) = (correction, correction);

    /// <summary>The newest line came now. True if there is something to tell.</summary>
    public bool Came(long newest, long now)
    {
        long lag = now - newest;
        long correction = Math.Abs(lag) <= s_tolerance ? 0 : Rounded(lag, s_minute);
        _same = Math.Abs(correction - Correction) <= s_minute ? _same + 1 : 1;
        Correction = correction;
        return Tell(correction <= 0 || _same >= Enough);
    }

    /// <summary>
    /// The newest line that was there at the start, and when its file was written. Apart by quarters of an hour, they are in
    /// different zones; by anything else, the file was copied. True if there is something to tell.
    /// </summary>
    public bool Found(long newest, long written)
    {
        long lag = written - newest;
        long zones = Rounded(lag, s_quarter);
        if (zones != 0 && Math.Abs(zones) <= s_zones && Math.Abs(lag - zones) <= s_exact)
        {
            Correction = zones;
        }

        return Tell(true);
    }

    private bool Tell(bool isSure)
    {
        if (!isSure || Math.Abs(Correction - Told) <= s_minute)
        {
            return false;
        }

        Told = Correction;
        return true;
    }

    private static long Rounded(long ticks, long unit) => (long)Math.Round((double)ticks / unit) * unit;
}
