namespace LogStats.Archive.Tidy;

/// <summary>
/// How old a file is: the time that is known to have passed since it was changed. The clock says when that was, but what it went on at
/// once, because it was set, the machine slept or was off, does not count. So a file may be taken for younger than it is, and never
/// for older.
/// </summary>
internal sealed class TidyClock
{
    private const int MostLeaps = 100;

    private static readonly long s_tolerance = TimeSpan.TicksPerSecond;

    private readonly long _now;
    private readonly long _floor;
    private readonly List<TidyMemory.Leap> _leaps;

    /// <param name="clock">Of this machine.</param>
    /// <param name="boot">Which start of the machine it is; empty where the system does not say.</param>
    /// <param name="before">What the run before knew; null where there was none.</param>
    /// <param name="isLost">Whether there was one, and what it knew cannot be read: nothing is older than this run then.</param>
    public TidyClock(TimeProvider clock, string boot, TidyMemory? before, bool isLost)
    {
        _now = clock.GetUtcNow().UtcTicks;
        long uptime = clock.GetElapsedTime(0, clock.GetTimestamp()).Ticks;
        _floor = isLost ? _now : before?.Floor ?? 0;
        _leaps = [.. before?.Leaps ?? []];
        if (before is not null)
        {
            // Another start of the machine: how long it was off only the clock knows.
            bool isSame = boot == before.Boot && uptime >= before.Uptime;
            Note(_now - before.Time - (isSame ? uptime - before.Uptime : uptime), isSame);
        }

        while (_leaps.Count > MostLeaps)
        {
            _floor = Math.Max(_floor, _leaps[0].At);
            _leaps.RemoveAt(0);
        }

        Memory = new TidyMemory(boot, Math.Max(0, uptime), _now, _floor, _leaps);
    }

    /// <summary>To be kept for the next run.</summary>
    public TidyMemory Memory { get; }

    /// <summary>How old a file is that was changed last then.</summary>
    public TimeSpan AgeOf(DateTime changed)
        => TimeSpan.FromTicks(_now - Math.Max(changed.Ticks, _floor) - _leaps.Where(leap => leap.At > changed.Ticks).Sum(static leap => leap.By));

    /// <summary>How old it is by the clock alone.</summary>
    public TimeSpan ShownAgeOf(DateTime changed) => TimeSpan.FromTicks(_now - changed.Ticks);

    private void Note(long leap, bool isSame)
    {
        if (leap > s_tolerance)
        {
            _leaps.Add(new TidyMemory.Leap(_now, leap));
        }
        else if (leap < -s_tolerance && isSame)
        {
            TakeBack(-leap);
        }
    }

    /// <summary>The clock was set back: what it went on before is undone by so much, the last first. The rest was before now by this clock too.</summary>
    private void TakeBack(long back)
    {
        long rest = back;
        for (int at = _leaps.Count - 1; at >= 0; at--)
        {
            long undone = Math.Min(rest, _leaps[at].By);
            rest -= undone;
            _leaps[at] = new TidyMemory.Leap(Math.Min(_leaps[at].At, _now), _leaps[at].By - undone);
        }

        _ = _leaps.RemoveAll(static leap => leap.By == 0);
    }
}
