using LogStats.Alerts;

namespace LogStats.Archive.Watching;

/// <summary>
/// Which hours are to be reported, each once: a quarter of an hour after it is over by the clock on the wall. An hour that comes twice is
/// one, over when the second is; one that the clock leaps over is none.
/// </summary>
internal sealed class SummaryHours(TimeZoneInfo zone)
{
    private static readonly long s_delay = TimeSpan.FromMinutes(15).Ticks;

    /// <summary>The hour that is reported next, as the clock on the wall shows it.</summary>
    public DateTime Next { get; private set; }

    /// <summary>The watch begins: the hour before is reported if its time is still to come.</summary>
    public void Begin(long now)
    {
        DateTime local = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(now, DateTimeKind.Utc), zone);
        Next = local.Date.AddHours(local.Hour - 1);
        while (Due(Next) <= now || IsNone(Next))
        {
            Next = Next.AddHours(1);
        }
    }

    /// <summary>Goes on where another left off.</summary>
    public void Restore(DateTime next, long now)
    {
        Next = next;
        SetBack(now);
    }

    /// <summary>The clock was set back: hours that were reported stay so, unless it had been far ahead.</summary>
    public void SetBack(long now)
    {
        if (LocalMoment.Of(zone, Next) - now > TimeSpan.TicksPerDay)
        {
            Begin(now);
        }
    }

    /// <summary>All that are due by now, in order; bounded, the last ones of many.</summary>
    public List<DateTime> Open(long now)
    {
        const int most = 24 * 7;
        List<DateTime> open = [];
        for (DateTime hour = Next; Due(hour) <= now; hour = hour.AddHours(1))
        {
            if (!IsNone(hour))
            {
                open.Add(hour);
            }
        }

        return open.Count > most ? open[^most..] : open;
    }

    /// <summary>They were reported.</summary>
    public void Told(DateTime last) => Next = last.AddHours(1);

    private long Due(DateTime hour) => LocalMoment.Of(zone, hour.AddHours(1)) + s_delay;

    private bool IsNone(DateTime hour) => LocalMoment.Of(zone, hour) >= LocalMoment.Of(zone, hour.AddHours(1));
}
