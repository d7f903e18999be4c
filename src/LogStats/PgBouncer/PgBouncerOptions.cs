using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>How a pgbouncer log is to be read.</summary>
public sealed record PgBouncerOptions
{
    /// <summary>What pgbouncer's syslog tag begins with (<c>syslog_ident</c>); null for "pgbouncer".</summary>
    public string? SyslogTag { get; init; }

    /// <summary>Take only lines in this envelope; null for any.</summary>
    public EnvelopeShape? Shape { get; init; }

    /// <summary>The zone of stamps that name none; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How long a period of statistics is: pgbouncer's <c>stats_period</c>, which the log does not tell.</summary>
    public TimeSpan StatsPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Keep what is counted minute by minute too, as reports need it.</summary>
    public bool ByTime { get; init; }

    public PgBouncerFilter Filter { get; init; } = PgBouncerFilter.Everything;

    /// <summary>What is asked for besides a stretch of time, in words; empty for everything, counted as usual.</summary>
    internal string Question() => Filter.AddTo(new SummaryQuestion())
        .Value("StatsPeriod", (long)StatsPeriod.TotalSeconds, 60)
        .ToString();

    /// <exception cref="LogStatsException">The period is none.</exception>
    internal void Check()
    {
        if (StatsPeriod < TimeSpan.FromSeconds(1) || StatsPeriod > TimeSpan.FromDays(1))
        {
            throw Fail.Value(nameof(StatsPeriod), StatsPeriod.ToString(), "the stats_period of pgbouncer.ini, from 1s to 1d");
        }
    }
}
